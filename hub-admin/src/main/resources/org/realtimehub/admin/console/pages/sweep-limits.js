/** The limits of a sweep, by their names in the API. */
export const LIMITS = [
  { name: 'stalled_after', title: 'Stalled after', hint: 'Bytes wait, and the socket took none for this long' },
  { name: 'idle_after', title: 'Idle after', hint: 'No update for this long' },
  { name: 'expired_after', title: 'Expired after', hint: 'Its token expired this long ago' },
  { name: 'over_age_after', title: 'Over age after', hint: 'Open for this long' },
];

export const REASONS = [
  { name: 'stalled', title: 'Stalled' },
  { name: 'idle', title: 'Idle' },
  { name: 'expired', title: 'Expired' },
  { name: 'over_age', title: 'Over age' },
];

export const closedBy = (sweep) => REASONS.reduce((sum, { name }) => sum + sweep[name], 0);
