// @vitest-environment happy-dom
import { QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { invalidate, makeQueryClient, takeChange } from '../../../src-renderer/bridge/query-client.ts';

const client = makeQueryClient();
afterEach(() => client.clear());

/** A main process whose answer is that of the moment of asking and arrives when the test lets it. */
function slowDesk(key: readonly unknown[]) {
  const waiting: (() => void)[] = [];
  const desk = {
    onFile: 'before',
    asked: 0,
    answer: () => waiting.shift()!(),
    read: () => {
      desk.asked += 1;
      const seen = desk.onFile;
      return new Promise<string>((resolve) => waiting.push(() => resolve(seen)));
    },
  };
  const observer = new QueryObserver<string>(client, { queryKey: key, queryFn: desk.read });
  const stop = observer.subscribe(() => {});
  return { desk, shown: () => observer.getCurrentResult().data, stop };
}

const settle = () => new Promise((done) => setTimeout(done, 0));

describe('a change while a read is running', () => {
  it('of the first read: its answer from before the change must not stay on the screen', async () => {
    const { desk, shown, stop } = slowDesk(['mediation.readCase', { id: 'a' }]);
    desk.onFile = 'after';
    const taken = takeChange(client, ['mediation']);
    desk.answer();
    await settle();
    desk.answer();
    await taken;
    expect(shown()).toBe('after');
    expect(desk.asked).toBe(2);
    stop();
  });

  it('of a later read, and of two changes one after the other: the last answer wins, asked no more than needed', async () => {
    const { desk, shown, stop } = slowDesk(['mediation.readCase', { id: 'b' }]);
    desk.answer();
    await settle();
    const first = takeChange(client, ['mediation']);
    desk.onFile = 'first';
    const second = takeChange(client, ['mediation']);
    desk.onFile = 'second';
    const third = takeChange(client, ['mediation']);
    desk.answer();
    await settle();
    desk.answer();
    await Promise.all([first, second, third]);
    expect(shown()).toBe('second');
    expect(desk.asked).toBe(3);
    stop();
  });

  it('a command of this window joins the read that the announcement began', async () => {
    const { desk, shown, stop } = slowDesk(['mediation.readCase', { id: 'c' }]);
    desk.answer();
    await settle();
    desk.onFile = 'after';
    const taken = takeChange(client, ['mediation']);
    const own = invalidate(client, ['mediation']);
    desk.answer();
    await Promise.all([taken, own]);
    expect(shown()).toBe('after');
    expect(desk.asked).toBe(2);
    stop();
  });

  it('of another capability asks nothing', async () => {
    const { desk, stop } = slowDesk(['timebank.readMember', { id: 'd' }]);
    desk.answer();
    await settle();
    await takeChange(client, ['mediation']);
    expect(desk.asked).toBe(1);
    stop();
  });
});
