import type { ReactNode } from 'react';
import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlSheet } from '../../../../src-main/contract/mediation/deadlines.ts';
import { dateText } from '../../../i18n/format.ts';
import { RecordFiles } from '../dossier/RecordFiles.tsx';
import own from '../performance/performance.module.css';
import type { OpenClockDialog } from './ClockDialogs.tsx';

interface ClockListProps {
  sheet: ControlSheet;
  mayChange: boolean;
  onOpen(dialog: OpenClockDialog): void;
}

/** Stops of the clock and extensions; what was taken back stays in sight, struck through. */
export function ClockList({ sheet, mayChange, onOpen }: ClockListProps) {
  const { t } = useTranslation('deadlines');
  if (sheet.suspensions.length + sheet.extensions.length === 0) return null;
  return (
    <div>
      <Title order={3}>{t('suspend.list')}</Title>
      <ul className={own.lines}>
        {sheet.suspensions.map((one) => {
          const reason = t(`suspend.reasons.${one.reason}`);
          const line =
            one.toOn === null
              ? t('suspend.lineOpen', {
                  reason,
                  from: dateText(one.fromOn),
                  expected: dateText(one.expectedOn),
                })
              : t('suspend.line', { reason, from: dateText(one.fromOn), to: dateText(one.toOn) });
          return (
            <Line
              key={one.id}
              line={line}
              cancelReason={one.cancelReason}
              record={{ caseId: sheet.caseId, kind: 'suspension', recordId: one.id, paper: 'suspensionNote' }}
            >
              {mayChange && one.cancelReason === '' ? (
                <>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => onOpen({ kind: 'suspend', suspension: one })}
                  >
                    {one.toOn === null ? t('suspend.end', { reason }) : t('suspend.edit', { reason })}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t('suspend.cancelOf', { what: line })}
                    onClick={() => onOpen({ kind: 'cancelSuspension', id: one.id, version: one.version })}
                  >
                    {t('suspend.cancel')}
                  </Button>
                </>
              ) : null}
            </Line>
          );
        })}
        {sheet.extensions.map((one) => {
          const line = t('extend.line', {
            to: dateText(one.toOn),
            agreed: dateText(one.agreedOn),
            reason: one.reason,
          });
          return (
            <Line
              key={one.id}
              line={line}
              cancelReason={one.cancelReason}
              record={{
                caseId: sheet.caseId,
                kind: 'extension',
                recordId: one.id,
                paper: 'extensionAgreement',
              }}
            >
              {mayChange && one.cancelReason === '' ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('suspend.cancelOf', { what: line })}
                  onClick={() => onOpen({ kind: 'cancelExtension', id: one.id, version: one.version })}
                >
                  {t('suspend.cancel')}
                </Button>
              ) : null}
            </Line>
          );
        })}
      </ul>
    </div>
  );
}

interface LineProps {
  line: string;
  cancelReason: string;
  record: Omit<Parameters<typeof RecordFiles>[0], 'what'>;
  children: ReactNode;
}

function Line(props: LineProps) {
  const { t } = useTranslation('deadlines');
  return (
    <li>
      <Group gap="0.25rem 0.5rem">
        <Text span td={props.cancelReason === '' ? undefined : 'line-through'}>
          {props.line}
        </Text>
        {props.cancelReason === '' ? null : (
          <Text span size="sm">
            {t('suspend.cancelled', { reason: props.cancelReason })}
          </Text>
        )}
        {props.children}
      </Group>
      {props.cancelReason === '' ? <RecordFiles {...props.record} what={props.line} /> : null}
    </li>
  );
}
