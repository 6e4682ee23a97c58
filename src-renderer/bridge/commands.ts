import { useCallback, useRef, useState } from 'react';
import type { FieldValues, UseFormSetError } from 'react-hook-form';
import { useQueryClient } from '@tanstack/react-query';
import type { CallError, FieldProblem } from '../../src-main/contract/errors.ts';
import type { CommandName, RouteInput, RouteOutput } from '../../src-main/contract/index.ts';
import { encodeProblem } from '../i18n/messages.ts';
import { notifyError } from '../ui/notify.ts';
import { call, toCallError } from './api.ts';
import { invalidate } from './query-client.ts';

export interface CommandOptions<N extends CommandName> {
  /** Form whose fields take the server's field errors. */
  form?: { setError: UseFormSetError<any> }; // eslint-disable-line @typescript-eslint/no-explicit-any -- any form's values
  /** Part of the input that the form edits: `case` turns `case.parties.0.name` into `parties.0.name`. */
  fieldsUnder?: string;
  /** Do not show a refusal as a notice; the caller shows `error` itself. */
  quiet?: boolean;
  onDone?: (value: RouteOutput<N>) => void;
}

export interface Command<N extends CommandName> {
  /** Runs the command; `undefined` when it was refused (the refusal is shown, and in `error`). */
  run(input: RouteInput<N>): Promise<RouteOutput<N> | undefined>;
  pending: boolean;
  error: CallError | undefined;
  clear(): void;
}

/**
 * Runs a command route. One intent has one id: the same input again before it succeeded – a second click, a retry after a
 * broken line – carries the same id, so that the main process never books it twice; other input is another intent.
 */
export function useCommand<N extends CommandName>(name: N, options: CommandOptions<N> = {}): Command<N> {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<CallError>();
  const intent = useRef<{ content: string; id: string; running?: Promise<RouteOutput<N> | undefined> }>(
    undefined,
  );
  const latest = useRef(options);
  latest.current = options;

  const run = useCallback(
    (input: RouteInput<N>): Promise<RouteOutput<N> | undefined> => {
      const content = JSON.stringify(input);
      if (intent.current?.content !== content) intent.current = { content, id: crypto.randomUUID() };
      const current = intent.current;
      if (current.running) return current.running;
      const attempt = async () => {
        setPending(true);
        setError(undefined);
        try {
          const value = await call(name, input, current.id);
          if (intent.current === current) intent.current = undefined;
          await invalidate(client, [name.slice(0, name.indexOf('.'))]);
          latest.current.onDone?.(value);
          return value;
        } catch (thrown) {
          const refusal = toCallError(thrown);
          setError(refusal);
          const { form, fieldsUnder, quiet } = latest.current;
          const placed = form ? placeFieldErrors(form.setError, refusal.fields ?? {}, fieldsUnder) : false;
          if (!quiet && !placed) notifyError(refusal);
          return undefined;
        } finally {
          delete current.running;
          setPending(false);
        }
      };
      current.running = attempt();
      return current.running;
    },
    [client, name],
  );
  const clear = useCallback(() => setError(undefined), []);
  return { run, pending, error, clear };
}

/**
 * Puts the server's field errors beside the fields of the form and the cursor into the first.
 * @returns true when there were some and every one has its field.
 */
export function placeFieldErrors<V extends FieldValues>(
  setError: UseFormSetError<V>,
  fields: Record<string, FieldProblem>,
  under = '',
): boolean {
  const prefix = under === '' ? '' : `${under}.`;
  const own = Object.entries(fields).filter(([path]) => path.startsWith(prefix));
  own.forEach(([path, problem], index) => {
    const name = path.slice(prefix.length) as Parameters<UseFormSetError<V>>[0];
    setError(name, { type: 'server', message: encodeProblem(problem) }, { shouldFocus: index === 0 });
  });
  return own.length > 0 && own.length === Object.keys(fields).length;
}
