import { afterEach, expect, test, vi } from 'vitest';
import { Sound } from './sound';

/** What an outcome is played at: the gain that all its notes go through. */
function levels(play: (sound: Sound) => void): { levels: number[]; played: string[] } {
  const gains: { gain: { value: number } }[] = [];
  const param = { value: 0, setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() };
  const node = (): object => ({
    frequency: { ...param },
    gain: { ...param },
    connect: (next: object) => next,
    start: vi.fn(),
    stop: vi.fn(),
  });
  class Context {
    state = 'running';
    currentTime = 0;
    destination = {};
    createGain(): object {
      const made = node() as { gain: { value: number } };
      gains.push(made);
      return made;
    }
    createOscillator = node;
    createBiquadFilter = node;
  }
  vi.stubGlobal('AudioContext', Context);
  const sound = new Sound();
  play(sound);
  // The envelopes of the notes leave the value as it was.
  return { levels: gains.map((one) => one.gain.value).filter((value) => value > 0), played: sound.played };
}

afterEach(() => vi.unstubAllGlobals());

test('a low sound is a quarter as strong, one in training weaker still, and none is none', () => {
  expect(levels((sound) => sound.play('paid', 'full', false)).levels).toEqual([0.25]);
  expect(levels((sound) => sound.play('paid', 'low', false)).levels).toEqual([0.0625]);
  expect(levels((sound) => sound.play('refused', 'full', true)).levels).toEqual([0.1]);
  expect(levels((sound) => sound.play('unsure', 'off', false))).toEqual({ levels: [], played: [] });
});
