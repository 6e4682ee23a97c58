/** The one way in: `{ route, input, commandId }` → envelope. */
export const CALL_CHANNEL = 'fengqiao:call';
/** The one way out: `{ name, payload }`. */
export const EVENT_CHANNEL = 'fengqiao:event';
