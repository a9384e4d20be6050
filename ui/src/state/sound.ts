import type { Volume } from '../bindings';

/** The four sounds of the counter, made in code (look 10). A machine without sound stays silent. */
export type SoundName = 'paid' | 'refused' | 'unsure' | 'late';

type Note = { at: number; for: number; hertz: number; to?: number; shape: OscillatorType; tail?: boolean; muted?: boolean };

const PAID: Note[] = [
  { at: 0, for: 0.11, hertz: 659.26, shape: 'triangle' },
  { at: 0.11, for: 0.26, hertz: 987.77, shape: 'triangle', tail: true },
];
const NOTES: Record<SoundName, Note[]> = {
  paid: PAID,
  refused: [{ at: 0, for: 0.32, hertz: 196, to: 185, shape: 'sawtooth', muted: true }],
  unsure: [
    { at: 0, for: 0.14, hertz: 440, shape: 'triangle' },
    { at: 0.26, for: 0.14, hertz: 440, shape: 'triangle' },
  ],
  late: [
    { at: 0, for: 0.07, hertz: 1046.5, shape: 'triangle' },
    { at: 0.14, for: 0.07, hertz: 1046.5, shape: 'triangle' },
    ...PAID.map((note) => ({ ...note, at: note.at + 0.32 })),
  ],
};

/** −12 dB, or 12 dB less; 8 dB less of either in training. */
const LEVEL: Record<Volume, number> = { full: 0.25, low: 0.0625, off: 0 };
const TRAINING = 0.4;

export class Sound {
  #context: AudioContext | null = null;
  #busyUntil = 0;
  /** The names played, newest last; what a test can see of a sound. */
  readonly played: SoundName[] = [];

  play(name: SoundName, volume: Volume, training: boolean): void {
    if (volume === 'off') return;
    this.played.push(name);
    try {
      this.#context ??= new AudioContext();
      const context = this.#context;
      if (context.state === 'suspended') void context.resume();
      // None overlaps another.
      const start = Math.max(context.currentTime, this.#busyUntil);
      const gain = context.createGain();
      gain.gain.value = LEVEL[volume] * (training ? TRAINING : 1);
      gain.connect(context.destination);
      for (const note of NOTES[name]) this.#busyUntil = sound(context, gain, note, start);
    } catch {
      // No sound here; the word and the colour still say it.
    }
  }
}

function sound(context: AudioContext, out: AudioNode, note: Note, start: number): number {
  const from = start + note.at;
  const end = from + note.for + (note.tail ? 0.3 : 0);
  const wave = context.createOscillator();
  wave.type = note.shape;
  wave.frequency.setValueAtTime(note.hertz, from);
  if (note.to !== undefined) wave.frequency.linearRampToValueAtTime(note.to, end);
  const envelope = context.createGain();
  envelope.gain.setValueAtTime(0, from);
  envelope.gain.linearRampToValueAtTime(1, from + 0.012);
  envelope.gain.setValueAtTime(1, from + note.for * 0.6);
  envelope.gain.exponentialRampToValueAtTime(0.001, end);
  let last: AudioNode = wave;
  if (note.muted) {
    const filter = context.createBiquadFilter();
    filter.type = 'lowpass';
    filter.frequency.value = 520;
    last = wave.connect(filter);
  }
  last.connect(envelope).connect(out);
  wave.start(from);
  wave.stop(end);
  return end;
}
