import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { Skeleton } from '@mantine/core';
import { IconArrowsSort, IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import type { QueryKey } from '@tanstack/react-query';
import {
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
} from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { toCallError } from '../bridge/api.ts';
import { clamp, moveInGrid, type GridPlace } from './DataGridKeys.ts';
import { useGridRows, useGridSource, type FetchPage, type GridSort } from './DataGridPages.ts';
import { isComposing } from './form/AppForm.tsx';
import { ErrorNotice, Loading } from './states.tsx';
import styles from './DataGrid.module.css';

export interface GridColumn<Row> {
  key: string;
  header: string;
  /** Least width in pixels at 100 %; the rest of the line is shared out in this proportion. */
  width: number;
  /** Share of what is left of the line, as much as its width unless told; 0 keeps the column at its width. */
  grow?: number;
  align?: 'start' | 'end';
  /** Long text goes on in a second line instead of being cut; every row of the grid is then as high. */
  wraps?: boolean;
  /** What the server sorts by; a column without it cannot be sorted. */
  sortKey?: string;
  render: (row: Row) => ReactNode;
}

export interface DataGridProps<Row> {
  label: string;
  columns: readonly GridColumn<Row>[];
  fetchPage: FetchPage<Row>;
  /** Everything `fetchPage` depends on but offset, limit and sort. */
  queryKey: QueryKey;
  rowKey: (row: Row) => string;
  onOpen?: (row: Row) => void;
  empty: ReactNode;
  initialSort?: GridSort;
  /** Told when the reader chooses another order. */
  onSort?: (sort: GridSort) => void;
}

/**
 * A long list as an ARIA grid: rows are fetched by the hundred as they are scrolled into view, so that 100,000 rows
 * cost no more than one screen. One tab stop; arrows, PageUp/PageDown, Home/End move, Enter opens a row or sorts by a
 * header.
 */
export function DataGrid<Row>({ columns, queryKey, fetchPage, initialSort, ...props }: DataGridProps<Row>) {
  const { t } = useTranslation();
  const [sorting, setSorting] = useState<SortingState>(() =>
    initialSort ? [{ id: initialSort.key, desc: initialSort.descending }] : [],
  );
  const sort = sorting[0] && { key: sorting[0].id, descending: sorting[0].desc };
  const { source, changing, loading, error, retry } = useGridSource(queryKey, sort, fetchPage);

  const scroll = useRef<HTMLDivElement>(null);
  const headRow = useRef<HTMLDivElement>(null);
  const headHeight = useHeightOf(headRow, 40);
  const rowHeight = columns.some((column) => column.wraps) ? Math.round(headHeight * TWO_LINES) : headHeight;
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 });
  const [known, setKnown] = useState(0);
  const virtual = useVirtualizer({
    count: known,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The row under the keyboard stays in the document when the wheel has moved on, or focus would fall to the page.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return active.row < 0 || active.row >= known || rows.includes(active.row)
        ? rows
        : [...rows, active.row].sort((left, right) => left - right);
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const inView = virtual.range;
  const { total, rowAt } = useGridRows(source, inView?.startIndex ?? 0, inView?.endIndex ?? 0);
  if (total !== undefined && total !== known) setKnown(total);
  const size = { rows: known, columns: columns.length };
  const place = clamp(known > 0 || active.row < 0 ? active : { ...active, row: -1 }, size);

  const [listed, setListed] = useState(source.hash);
  if (listed !== source.hash) {
    setListed(source.hash);
    setActive((current) => ({ row: Math.min(current.row, 0), column: current.column }));
  }
  useEffect(() => {
    scroll.current?.scrollTo?.({ top: 0 });
  }, [source.hash]);

  const table = useTable({
    features,
    columns: columns.map((column) => tableColumn(column)),
    data: virtual.getVirtualItems().map((item): Slot<Row> => ({ index: item.index, row: rowAt(item.index) })),
    getRowId: (slot) => String(slot.index),
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange: (change) => {
      const next = typeof change === 'function' ? change(sorting) : change;
      setSorting(next);
      if (next[0]) props.onSort?.({ key: next[0].id, descending: next[0].desc });
    },
  });

  const cellId = useId();
  const idOf = (at: GridPlace) => `${cellId}-${at.row}-${at.column}`;
  const focus = (at: GridPlace) => {
    setActive(at);
    if (at.row >= 0) virtual.scrollToIndex(at.row, { align: 'auto' });
    // The row may only be drawn after the scroll; two frames are enough for it to exist.
    const take = () => document.getElementById(idOf(at));
    requestAnimationFrame(() => (take() ? take()!.focus() : requestAnimationFrame(() => take()?.focus())));
  };

  const openRow = (index: number) => {
    const row = rowAt(index);
    if (row !== undefined) props.onOpen?.(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (isComposing(event.nativeEvent) || event.altKey || event.metaKey) return;
    if (!(event.target as HTMLElement).id.startsWith(cellId)) return;
    const visible = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = moveInGrid(place, event, { ...size, visible });
    if (next) focus(next);
    else if (event.key === 'Enter' && place.row >= 0) openRow(place.row);
    else if ((event.key === 'Enter' || event.key === ' ') && place.row < 0) {
      (event.target as HTMLElement).click();
    } else return;
    event.preventDefault();
  };
  const onRowClick = (event: MouseEvent, at: GridPlace) => {
    setActive(at);
    const inner = (event.target as HTMLElement).closest('a, button, input, select, textarea');
    if (!inner && (window.getSelection()?.toString() ?? '') === '') openRow(at.row);
  };

  const template = { gridTemplateColumns: columns.map(trackOf).join(' ') };
  const tabIndexOf = (row: number, column: number) => (place.row === row && place.column === column ? 0 : -1);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];

  return (
    <div className={styles.frame}>
      <div
        ref={scroll}
        className={`${styles.scroll} ${known === 0 ? styles.bare : ''}`}
        role="grid"
        aria-label={props.label}
        aria-rowcount={loading ? -1 : known + 1}
        aria-colcount={columns.length}
        aria-busy={loading || changing}
        onKeyDown={onKeyDown}
      >
        <div
          className={changing ? styles.changing : undefined}
          role="presentation"
          style={{ minWidth: `${columns.reduce((sum, { width }) => sum + width, 0) / 16}rem` }}
        >
          <div className={styles.head} role="rowgroup">
            <div
              ref={headRow}
              className={`${styles.row} ${styles.headRow}`}
              role="row"
              aria-rowindex={1}
              style={template}
            >
              {headers.map((header, column) => (
                <div
                  key={header.id}
                  id={idOf({ row: -1, column })}
                  role="columnheader"
                  aria-colindex={column + 1}
                  aria-sort={
                    header.column.getCanSort() ? ariaSort[String(header.column.getIsSorted())] : undefined
                  }
                  tabIndex={tabIndexOf(-1, column)}
                  className={classOf(columns[column], header.column.getCanSort() && styles.sortable)}
                  onClick={(event) => {
                    setActive({ row: -1, column });
                    header.column.getToggleSortingHandler()?.(event);
                  }}
                >
                  <span>{columns[column]?.header}</span>
                  {header.column.getCanSort() && sortMark(header.column.getIsSorted())}
                </div>
              ))}
            </div>
          </div>
          <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {table.getRowModel().rows.map(({ id, original: { index, row } }) => (
              <div
                key={id}
                role="row"
                aria-rowindex={index + 2}
                aria-busy={row === undefined || undefined}
                className={`${styles.row} ${props.onOpen ? styles.opens : ''}`}
                style={{ ...template, height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
                data-key={row === undefined ? undefined : props.rowKey(row)}
              >
                {columns.map((column, position) => (
                  <div
                    key={column.key}
                    id={idOf({ row: index, column: position })}
                    role="gridcell"
                    aria-colindex={position + 1}
                    tabIndex={tabIndexOf(index, position)}
                    className={classOf(column)}
                    onMouseEnter={tellWhole}
                    onFocus={tellWhole}
                    onClick={(event) => onRowClick(event, { row: index, column: position })}
                  >
                    {row === undefined ? (
                      <Skeleton height={12} width="70%" />
                    ) : (
                      <span>{column.render(row)}</span>
                    )}
                  </div>
                ))}
              </div>
            ))}
          </div>
        </div>
      </div>
      {error !== null && (
        <div className={styles.refusal}>
          <ErrorNotice error={toCallError(error)} onRetry={retry} />
        </div>
      )}
      {loading && error === null && <Loading />}
      {!loading && error === null && known === 0 && <div className={styles.message}>{props.empty}</div>}
      <div className={styles.status} role="status" aria-live="polite">
        {loading || changing ? t('common:state.loading') : t('timebank:grid.count', { n: group(known) })}
      </div>
    </div>
  );
}

/** Height of a row of two lines, in heights of the header: two lines of text and the air of one row. */
const TWO_LINES = 1.3;

interface Slot<Row> {
  index: number;
  /** Not yet there while its page is being fetched. */
  row: Row | undefined;
}

const features = tableFeatures({ rowSortingFeature });

const ariaSort: Record<string, 'ascending' | 'descending' | 'none'> = {
  asc: 'ascending',
  desc: 'descending',
  false: 'none',
};

function tableColumn<Row>(column: GridColumn<Row>): ColumnDef<typeof features, Slot<Row>> {
  return {
    id: column.sortKey ?? `unsorted:${column.key}`,
    accessorFn: (slot) => slot.index,
    header: column.header,
    enableSorting: column.sortKey !== undefined,
    sortDescFirst: false,
  };
}

function sortMark(direction: false | 'asc' | 'desc') {
  const Icon =
    direction === 'asc' ? IconSortAscending : direction === 'desc' ? IconSortDescending : IconArrowsSort;
  return <Icon className={styles.mark} size="1rem" aria-hidden opacity={direction === false ? 0.5 : 1} />;
}

const trackOf = ({ width, grow = width }: { width: number; grow?: number }) =>
  grow === 0 ? `${width / 16}rem` : `minmax(${width / 16}rem, ${grow}fr)`;

/** What does not fit into its cell can be read as a tooltip, under the pointer and under the keyboard’s focus. */
function tellWhole(event: { currentTarget: HTMLElement }): void {
  const cell = event.currentTarget;
  const content = cell.firstElementChild;
  // Glyphs may reach over their line by some pixels; a line more than is shown is half as high again.
  const cut =
    content !== null &&
    (content.scrollWidth > content.clientWidth || content.scrollHeight > content.clientHeight * 1.3);
  if (cut) cell.title = cell.textContent;
  else cell.removeAttribute('title');
}

function classOf(
  column: { align?: 'start' | 'end'; wraps?: boolean } | undefined,
  more?: string | false,
): string {
  return [styles.cell, column?.align === 'end' && styles.end, column?.wraps && styles.wraps, more]
    .filter(Boolean)
    .join(' ');
}

/** Height of the header in pixels, which the rows go by: it follows the size of text that the reader has chosen. */
function useHeightOf(element: RefObject<HTMLElement | null>, fallback: number): number {
  const [height, setHeight] = useState(fallback);
  useLayoutEffect(() => {
    const read = () => setHeight(element.current?.offsetHeight || fallback);
    read();
    const observer = new ResizeObserver(read);
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, fallback]);
  return height;
}

const group = (whole: number) => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
