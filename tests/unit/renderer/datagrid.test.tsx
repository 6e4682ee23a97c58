// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../src-renderer/i18n/index.ts';
import { CallFailure } from '../../../src-renderer/bridge/api.ts';
import { DataGrid, type GridColumn } from '../../../src-renderer/ui/DataGrid.tsx';
import { clamp, moveInGrid } from '../../../src-renderer/ui/DataGridKeys.ts';
import { pagesBetween, type FetchPage } from '../../../src-renderer/ui/DataGridPages.ts';

interface Row {
  id: string;
  name: string;
}

const columns: GridColumn<Row>[] = [
  { key: 'name', header: '姓名', width: 120, sortKey: 'name', render: (row) => row.name },
  { key: 'id', header: '编号', width: 120, render: (row) => row.id },
];

const HEIGHT = 400;
let asked: { offset: number; limit: number; sort: unknown }[];

beforeEach(() => {
  asked = [];
  // happy-dom lays nothing out: give the scrolling box a height, rows the fallback of 40 px.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return this.getAttribute('role') === 'grid' ? HEIGHT : 0;
  });
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const pageOf =
  (total: number): FetchPage<Row> =>
  async (offset, limit, sort) => {
    asked.push({ offset, limit, sort });
    const count = Math.max(0, Math.min(limit, total - offset));
    return {
      rows: Array.from({ length: count }, (_, n) => ({ id: `r${offset + n}`, name: `第${offset + n}人` })),
      total,
    };
  };

function show(
  fetchPage: FetchPage<Row>,
  more: { onOpen?: (row: Row) => void; queryKey?: readonly unknown[] } = {},
) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const grid = (key: readonly unknown[]) => (
    <MantineProvider>
      <QueryClientProvider client={client}>
        <DataGrid
          label="成员"
          columns={columns}
          fetchPage={fetchPage}
          queryKey={key}
          rowKey={(row) => row.id}
          empty={<p>没有成员</p>}
          {...(more.onOpen ? { onOpen: more.onOpen } : {})}
        />
      </QueryClientProvider>
    </MantineProvider>
  );
  const view = render(grid(more.queryKey ?? ['list']));
  return { change: (key: readonly unknown[]) => view.rerender(grid(key)) };
}

const settle = () => act(() => new Promise((done) => setTimeout(done, 40)));
const focused = () => document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex');
async function press(key: string, more: object = {}) {
  fireEvent.keyDown(document.activeElement!, { key, ...more });
  await settle();
}

describe('DataGrid', () => {
  it('asks for one page of a hundred thousand rows and draws one screen of them', async () => {
    show(pageOf(100_000));
    await screen.findByText('第0人');
    await settle();
    expect(asked.filter(({ offset }) => offset > 0)).toEqual([]);
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    const grid = screen.getByRole('grid', { name: '成员' });
    expect(grid.getAttribute('aria-rowcount')).toBe('100001');
    expect(screen.getByRole('status').textContent).toBe('共 100,000 条');
    // The first line of data is the second of the grid: the header is the first.
    expect(screen.getByText('第0人').closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('has one tab stop, moves it with arrows and opens the row under it with Enter', async () => {
    const onOpen = vi.fn();
    show(pageOf(50), { onOpen });
    await screen.findByText('第0人');
    const stops = () => [...document.querySelectorAll<HTMLElement>('[role="grid"] [tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    stops()[0]!.focus();
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowRight');
    expect(focused()).toBe('4');
    expect(document.activeElement?.getAttribute('aria-colindex')).toBe('2');
    expect(stops()).toHaveLength(1);
    await press('Enter');
    expect(onOpen).toHaveBeenCalledWith({ id: 'r2', name: '第2人' });
  });

  it('reaches the last of many rows with Ctrl+End, fetches its page and keeps the focus there', async () => {
    show(pageOf(100_000));
    await screen.findByText('第0人');
    document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')!.focus();
    await press('End', { ctrlKey: true });
    await waitFor(() => expect(focused()).toBe('100001'));
  });

  it('sorts by a header with the keyboard and says in which direction', async () => {
    show(pageOf(300));
    await screen.findByText('第0人');
    document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')!.focus();
    await press('ArrowUp');
    expect(document.activeElement?.getAttribute('role')).toBe('columnheader');
    expect(document.activeElement?.getAttribute('aria-sort')).toBe('none');
    await press('Enter');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-sort')).toBe('ascending'));
    await press('Enter');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-sort')).toBe('descending'));
    expect(asked.at(-1)?.sort).toEqual({ key: 'name', descending: true });
    expect(screen.getAllByRole('columnheader')[1]!.getAttribute('aria-sort')).toBeNull();
  });

  it('keeps the old rows until the new ones are there, so that a search does not flicker', async () => {
    let release: (() => void) | undefined;
    const fetchPage: FetchPage<Row> = async (offset, limit, sort) => {
      if (asked.length > 0) await new Promise<void>((done) => (release = done));
      return pageOf(asked.length > 0 ? 3 : 200)(offset, limit, sort);
    };
    const { change } = show(fetchPage);
    await screen.findByText('第0人');
    change(['other']);
    await settle();
    expect(screen.getByText('第0人')).toBeTruthy();
    expect(screen.getByRole('grid').getAttribute('aria-busy')).toBe('true');
    release!();
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('共 3 条'));
  });

  it('says that nothing is there, and what went wrong with a way to try again', async () => {
    show(pageOf(0));
    await screen.findByText('没有成员');
    cleanup();
    let failing = true;
    show(async (offset, limit, sort) => {
      if (failing) throw new CallFailure({ code: 'database.busy', message: 'busy' });
      return pageOf(1)(offset, limit, sort);
    });
    await screen.findByRole('alert');
    failing = false;
    fireEvent.click(screen.getByRole('button', { name: '重试' }));
    await screen.findByText('第0人');
  });
});

describe('moving in a grid', () => {
  const size = { rows: 10, columns: 3, visible: 4 };
  it('stops at every edge instead of leaving the grid', () => {
    expect(moveInGrid({ row: 9, column: 2 }, { key: 'ArrowDown', ctrlKey: false }, size)).toEqual({
      row: 9,
      column: 2,
    });
    expect(moveInGrid({ row: -1, column: 0 }, { key: 'ArrowUp', ctrlKey: false }, size)).toEqual({
      row: -1,
      column: 0,
    });
    expect(moveInGrid({ row: 2, column: 0 }, { key: 'PageUp', ctrlKey: false }, size)).toEqual({
      row: 0,
      column: 0,
    });
    expect(moveInGrid({ row: 8, column: 0 }, { key: 'PageDown', ctrlKey: false }, size)).toEqual({
      row: 9,
      column: 0,
    });
    expect(clamp({ row: 5, column: 9 }, { rows: 0, columns: 3 })).toEqual({ row: -1, column: 2 });
  });

  it('leaves other keys to the page', () => {
    expect(moveInGrid({ row: 0, column: 0 }, { key: 'a', ctrlKey: false }, size)).toBeUndefined();
  });
});

it('fetches page 0 for its total and otherwise only what is in view', () => {
  expect(pagesBetween(0, 20)).toEqual([0]);
  expect(pagesBetween(95, 120)).toEqual([0, 1]);
  expect(pagesBetween(99_950, 99_999)).toEqual([0, 999]);
});
