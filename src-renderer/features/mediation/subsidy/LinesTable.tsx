import { useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../src-main/contract/mediation/finding.ts';
import type { SubsidyLine } from '../../../../src-main/contract/mediation/subsidy.ts';
import { dateText, moneyText } from '../../../i18n/format.ts';
import { findingMessage } from '../../../i18n/messages.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { cellAfter } from './grid-keys.ts';
import { ScoreCell } from './ScoreCell.tsx';
import styles from './subsidy.module.css';
import { Why } from './Why.tsx';

export interface LinesEditing {
  scoreOf(lineId: string): number | null;
  onScore(lineId: string, score: number | null): void;
  onGrade(line: SubsidyLine): void;
  onOverride(line: SubsidyLine): void;
  onRemove(lineId: string): void;
}

interface Props {
  lines: readonly SubsidyLine[];
  findings: readonly Finding[];
  /** Absent: to be read only. */
  edit?: LinesEditing;
}

const icons = { error: IconX, warning: IconAlertTriangle, hint: IconInfoCircle };

/** Lines in the document at once: a sheet may hold two thousand. */
const PAGE = 50;

/**
 * The lines of a sheet with what each is paid, to whom, why, and what is doubtful, a page at a time; with `edit` a grid for the
 * keyboard that goes on over the ends of a page.
 */
export function LinesTable({ lines, findings, edit }: Props) {
  const { t } = useTranslation('subsidy');
  const [from, setFrom] = useState(0);
  const offset = pageOf(Math.min(from, Math.max(0, lines.length - 1)));
  const box = useRef<HTMLDivElement>(null);
  const cellAt = (at: string) => box.current?.querySelector<HTMLElement>(`[data-cell="${at}"]`) ?? null;
  const focus = (row: number, column: number) => {
    setFrom(pageOf(row));
    const take = () => cellAt(`${row}:${column}`) ?? cellAt(`${row}:0`);
    const there = pageOf(row) === offset ? take() : null;
    if (there) there.focus();
    // The row is only drawn after the page has been turned; two frames are enough for it to exist.
    else requestAnimationFrame(() => requestAnimationFrame(() => take()?.focus()));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const cell = (event.target as HTMLElement).dataset['cell'];
    if (!edit || cell === undefined || event.nativeEvent.isComposing) return;
    const [row, column] = cell.split(':').map(Number) as [number, number];
    if ((event.ctrlKey || event.metaKey) && event.key === 'Delete') {
      event.preventDefault();
      const line = lines[row];
      if (line) edit.onRemove(line.id);
      requestAnimationFrame(() => focus(Math.max(0, Math.min(row, lines.length - 2)), column));
      return;
    }
    // A score that the dossier itself gives is no cell: the arrow goes on to the next one.
    let next = cellAfter({ row, column }, event, lines.length);
    while (next && lines[next.row] && !hasCell(lines[next.row]!, next.column)) {
      next = cellAfter(next, event, lines.length);
    }
    if (!next) return;
    event.preventDefault();
    focus(next.row, next.column);
  };
  return (
    <Stack gap="xs" ref={box} className={styles.lines ?? ''}>
      {lines.length > PAGE ? (
        <Doubts
          rows={doubtfulRows(findings)}
          offset={offset}
          onShow={(row) => {
            setFrom(pageOf(row));
            const take = () => box.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus();
            requestAnimationFrame(() => requestAnimationFrame(take));
          }}
        />
      ) : null}
      <div
        className={styles.box}
        tabIndex={0}
        role="region"
        aria-label={t('sheet.table')}
        onKeyDown={onKeyDown}
      >
        <Table verticalSpacing={6} miw="62rem" aria-label={t('sheet.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th miw="3.5rem">{t('column.number')}</Table.Th>
              <Table.Th miw="12rem">{t('column.case')}</Table.Th>
              <Table.Th miw="9.5rem">{t('column.result')}</Table.Th>
              <Table.Th miw="5rem">{t('column.class')}</Table.Th>
              <Table.Th miw="6.5rem">{t('column.score')}</Table.Th>
              <Table.Th ta="end" miw="7.5rem">
                {t('column.pay')}
              </Table.Th>
              <Table.Th>{t('column.shares')}</Table.Th>
              <Table.Th miw="14rem">{t('column.why')}</Table.Th>
              {edit ? <Table.Th>{t('column.tools')}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.slice(offset, offset + PAGE).map((line, index) => (
              <Line
                key={line.id}
                line={line}
                index={offset + index}
                findings={findings.filter(({ place }) => place.startsWith(`lines.${offset + index}.`))}
                {...(edit ? { edit } : {})}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {lines.length > PAGE ? (
        <Pager
          label={t('sheet.pages')}
          {...{ offset, limit: PAGE, total: lines.length }}
          onMove={(to) => {
            setFrom(to);
            // The way on stands under the page; the next one is read from its top.
            requestAnimationFrame(() => box.current?.scrollIntoView({ block: 'start' }));
          }}
        />
      ) : null}
    </Stack>
  );
}

const pageOf = (row: number): number => row - (row % PAGE);

/** Only a dossier without a score of its own has a cell for one (column 1). */
const hasCell = (line: SubsidyLine, column: number): boolean => column !== 1 || line.dossierScore === null;

/** Lines with an error or a warning, in their order. */
function doubtfulRows(findings: readonly Finding[]): number[] {
  const rows = findings
    .filter(({ severity }) => severity !== 'hint')
    .flatMap(({ place }) => /^lines\.(\d+)\./.exec(place)?.[1] ?? []);
  return [...new Set(rows.map(Number))].sort((a, b) => a - b);
}

/** How many lines are doubtful on all pages, and the way from one to the next. */
function Doubts({
  rows,
  offset,
  onShow,
}: {
  rows: readonly number[];
  offset: number;
  onShow: (row: number) => void;
}) {
  const { t } = useTranslation('subsidy');
  const [shown, setShown] = useState(-1);
  if (rows.length === 0) return null;
  // Who turned the page himself goes on from where he is.
  const behind = pageOf(Math.max(0, shown)) === offset ? shown : offset - 1;
  const next = rows.find((row) => row > behind) ?? rows[0]!;
  return (
    <Group justify="space-between">
      <Text size="sm">{t('sheet.doubtfulLines', { n: rows.length })}</Text>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          setShown(next);
          onShow(next);
        }}
      >
        {t('sheet.nextDoubt')}
      </Button>
    </Group>
  );
}

function Line({
  line,
  index,
  findings,
  edit,
}: {
  line: SubsidyLine;
  index: number;
  findings: readonly Finding[];
  edit?: LinesEditing;
}) {
  const { t } = useTranslation('subsidy');
  const n = index + 1;
  return (
    <Table.Tr data-row={index} tabIndex={-1} className={styles.line}>
      <Table.Td className="tabular">{n}</Table.Td>
      <Table.Td>
        {line.title}
        <div className={styles.minor}>{line.number}</div>
        <Remarks findings={findings} />
      </Table.Td>
      <Table.Td>
        {t(`outcome.${line.outcome}`)}
        <div className={styles.minor}>{dateText(line.endedOn)}</div>
        <div className={styles.minor}>
          {line.outcome === 'agreement'
            ? `${t(`form.${line.form}`)} · ${t(`performed.${line.performed ? 'yes' : 'no'}`)}`
            : null}
        </div>
      </Table.Td>
      <Table.Td>
        <div>{line.className || t('sheet.notGraded')}</div>
        {edit ? (
          <Button
            size="compact-sm"
            variant="default"
            data-cell={`${index}:0`}
            aria-label={t('sheet.gradeOf', { n })}
            onClick={() => edit.onGrade(line)}
          >
            {t('sheet.grade')}
          </Button>
        ) : null}
      </Table.Td>
      <Table.Td>
        {edit && line.dossierScore === null ? (
          <ScoreCell
            cell={`${index}:1`}
            label={t('sheet.scoreOf', { n })}
            value={edit.scoreOf(line.id)}
            onChange={(score) => edit.onScore(line.id, score)}
          />
        ) : (
          (line.score ?? '–')
        )}
      </Table.Td>
      <Table.Td ta="end" className="tabular">
        <strong>{moneyText(line.amountFen)}</strong>
        {line.overridden ? (
          <div>
            <Badge color="yellow" c="var(--mantine-color-text)">
              {t('sheet.overridden')}
            </Badge>
            <div className={styles.minor}>{t('sheet.ruleAmount', { amount: moneyText(line.ruleFen) })}</div>
          </div>
        ) : null}
        {edit ? (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              data-cell={`${index}:2`}
              aria-label={t('sheet.changeOf', { n })}
              onClick={() => edit.onOverride(line)}
            >
              {t('sheet.change')}
            </Button>
          </div>
        ) : null}
      </Table.Td>
      <Table.Td>
        {line.shares.map((share) => (
          <div key={share.userId} className={styles.whole}>
            {share.name}
            {share.lead && line.shares.length > 1 ? `（${t('sheet.lead')}）` : ''}{' '}
            <span className="tabular">{moneyText(share.amountFen)}</span>
            {share.barred ? ` · ${t('sheet.barred')}` : ''}
          </div>
        ))}
      </Table.Td>
      <Table.Td>
        {line.ruleRow === null ? null : (
          <div className={styles.minor}>{t('sheet.rule', { name: line.ruleName, row: line.ruleRow })}</div>
        )}
        <Why steps={line.steps} />
      </Table.Td>
      {edit ? (
        <Table.Td>
          <ActionIcon
            variant="subtle"
            size="lg"
            color="gray"
            c="var(--mantine-color-text)"
            data-cell={`${index}:3`}
            aria-label={t('sheet.remove', { n })}
            onClick={() => edit.onRemove(line.id)}
          >
            <IconTrash size="1.1rem" aria-hidden />
          </ActionIcon>
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

function Remarks({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation('common');
  if (findings.length === 0) return null;
  return (
    <div className={styles.findings}>
      {findings.map((finding) => {
        const Sign = icons[finding.severity];
        return (
          <div key={finding.code + finding.place} className={styles.finding} data-severity={finding.severity}>
            <Sign size="1rem" aria-hidden />
            <span>{t(`severity.${finding.severity}`) + t('form.colon') + findingMessage(finding)}</span>
          </div>
        );
      })}
    </div>
  );
}
