import type { z } from 'zod';

/** The roles of `docs/glossary.md`; one account may hold several. */
export const roles = ['administrator', 'mediator', 'coordinator', 'clerk', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Who may call: anybody before sign-in, any signed-in account, or accounts with one of the roles. */
export type Access = 'anyone' | 'signedIn' | readonly Role[];

export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'query' | 'command';
  /** One English line for `fengqiao routes`. */
  summary: string;
  access: Access;
  input: I;
  output: O;
  /** May be called while the session is locked. */
  whileLocked?: boolean;
  /** `none`: neither audited nor remembered by id (drafts only, decision 0006). */
  trace?: 'none';
  /** Runs again when repeated with the same id, its result is not kept: sign-in and reveals of personal data. */
  repeatable?: boolean;
  /** A query that shows personal data in full: its first answer for a target in a session leaves an audit row. */
  audited?: { target: string; key: string };
  /** The trail keeps whom and what it was about and does not show it: that it happened is nobody’s but theirs who did it. */
  confidential?: true;
  /** Other capabilities whose open lists change with it: a command that crosses an edge. */
  touches?: readonly string[];
  /** Dotted paths of the input that must not leave a trace, not even in the fingerprint. */
  secrets?: readonly string[];
}

export function query<I extends z.ZodType, O extends z.ZodType>(
  route: Omit<Route<I, O>, 'kind'>,
): Route<I, O> & { kind: 'query' } {
  return { kind: 'query', ...route };
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  route: Omit<Route<I, O>, 'kind'>,
): Route<I, O> & { kind: 'command' } {
  return { kind: 'command', ...route };
}

export const everyRole: readonly Role[] = roles;
export const mediationStaff = ['administrator', 'mediator', 'clerk'] as const satisfies readonly Role[];
export const mediators = ['administrator', 'mediator'] as const satisfies readonly Role[];
export const timebankStaff = ['administrator', 'coordinator', 'clerk'] as const satisfies readonly Role[];
export const coordinators = ['administrator', 'coordinator'] as const satisfies readonly Role[];
export const inspectors = ['administrator', 'auditor'] as const satisfies readonly Role[];
