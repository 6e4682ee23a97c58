import type { CommandContext } from '../platform/router/handlers.ts';

/** Who books, when: a part of every command’s context. */
export type BookingContext = Pick<CommandContext, 'tx' | 'now'> & {
  actor: Pick<CommandContext['actor'], 'userId'>;
};
