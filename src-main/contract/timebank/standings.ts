/** Where a member stands; `applied` and `reviewed` wait for the first and the second look at the application. */
export const standings = [
  'applied',
  'reviewed',
  'refused',
  'active',
  'suspended',
  'ended',
  'merged',
] as const;
export type Standing = (typeof standings)[number];
