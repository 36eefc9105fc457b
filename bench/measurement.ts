// What the bench measures, as it is written to results.json and shown in the table.

export interface Measurement {
  /** As in the table of goals. */
  name: string;
  value: number;
  unit: string;
  /** What it is compared with, measured in the same run. */
  peer?: string;
  peerValue?: number;
  /** How many times as good as the peer: above 1, better. */
  ratio?: number;
}

/** Whether more is better: rates. Times and sizes are the other way round. */
function isRate(unit: string): boolean {
  return unit.endsWith('/s');
}

export function compare(
  name: string,
  value: number,
  unit: string,
  peers: readonly { peer: string; peerValue: number }[],
): Measurement[] {
  const known = peers.filter(({ peerValue }) => Number.isFinite(peerValue) && peerValue > 0);
  if (known.length === 0) return [{ name, value: round(value), unit }];
  return known.map(({ peer, peerValue }) => ({
    name,
    value: round(value),
    unit,
    peer,
    peerValue: round(peerValue),
    ratio: round(isRate(unit) ? value / peerValue : peerValue / value),
  }));
}

/** Four figures say what there is to say; a clock's noise says no more. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
