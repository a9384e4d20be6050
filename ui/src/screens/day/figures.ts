/** What a day's figures look like: rates, times, and the bars of each chart. */
import type { DayPart, DayView, SuccessView } from '../../bindings';

export type Bar = { name: string; count: number; minor: number; now: boolean };

/** How many of a hundred, to the nearest whole; null where nothing has an end. */
export function rate({ paid, ended }: Pick<SuccessView, 'paid' | 'ended'>): number | null {
  return ended === 0 ? null : Math.round((paid * 100) / ended);
}

/** Whole seconds. */
export function seconds(ms: number): number {
  return Math.round(ms / 1000);
}

/** The hours of a day at a counter: from eight to six, or further where somebody paid. */
export function hours(parts: DayPart[], currency: string, now: number): Bar[] {
  const ours = parts.filter((part) => part.currency === currency);
  const seen = [...ours.map((part) => Number(part.name)), now];
  const [first, last] = [Math.min(8, ...seen), Math.max(18, ...seen)];
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = first + at;
    const part = ours.find((one) => Number(one.name) === hour);
    return { name: String(hour), count: part?.count ?? 0, minor: part?.amount_minor ?? 0, now: hour === now };
  });
}

/** The last `count` days up to `date`, those without a receipt too. */
export function days(parts: DayPart[], currency: string, date: string, count: number): Bar[] {
  const last = Date.parse(`${date}T12:00:00Z`);
  return Array.from({ length: count }, (_, at) => {
    const name = new Date(last - (count - 1 - at) * 86_400_000).toISOString().slice(0, 10);
    const part = parts.find((one) => one.name === name && one.currency === currency);
    return { name, count: part?.count ?? 0, minor: part?.amount_minor ?? 0, now: name === date };
  });
}

/** The currency that the charts are drawn in: the one of most receipts today, else of the last days. */
export function currencyOf(day: Pick<DayView, 'takings' | 'by_day'>): string {
  const most = [...day.takings].sort((one, other) => other.count - one.count)[0];
  return most?.currency ?? day.by_day.at(-1)?.currency ?? 'XOF';
}

/** A round number that no bar passes: 1, 2 or 5 and zeros. */
export function ceiling(minors: number[]): number {
  const most = Math.max(0, ...minors);
  if (most === 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((times) => times * unit >= most) ?? 10) * unit;
}
