import type { KeyboardEvent } from 'react';
import { ActionIcon, Badge, Button, Table } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../src-main/contract/mediation/finding.ts';
import type { SubsidyLine } from '../../../../src-main/contract/mediation/subsidy.ts';
import { dateText, moneyText } from '../../../i18n/format.ts';
import { findingMessage } from '../../../i18n/messages.ts';
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

/** The lines of a sheet with what each is paid, to whom, why, and what is doubtful; with `edit` a grid for the keyboard. */
export function LinesTable({ lines, findings, edit }: Props) {
  const { t } = useTranslation('subsidy');
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const cell = (event.target as HTMLElement).dataset['cell'];
    if (!edit || cell === undefined || event.nativeEvent.isComposing) return;
    const [row, column] = cell.split(':').map(Number) as [number, number];
    const table = event.currentTarget;
    const focus = (at: string) => table.querySelector<HTMLElement>(`[data-cell="${at}"]`)?.focus();
    if ((event.ctrlKey || event.metaKey) && event.key === 'Delete') {
      event.preventDefault();
      const line = lines[row];
      if (line) edit.onRemove(line.id);
      requestAnimationFrame(() => focus(`${Math.max(0, Math.min(row, lines.length - 2))}:${column}`));
      return;
    }
    // A score that the dossier itself gives is no cell: the arrow goes on to the next one.
    let next = cellAfter({ row, column }, event, lines.length);
    while (next && !table.querySelector(`[data-cell="${next.row}:${next.column}"]`)) {
      next = cellAfter(next, event, lines.length);
    }
    if (!next) return;
    event.preventDefault();
    focus(`${next.row}:${next.column}`);
  };
  return (
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
          {lines.map((line, index) => (
            <Line
              key={line.id}
              line={line}
              index={index}
              findings={findings.filter(({ place }) => place.startsWith(`lines.${index}.`))}
              {...(edit ? { edit } : {})}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
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
    <Table.Tr>
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
