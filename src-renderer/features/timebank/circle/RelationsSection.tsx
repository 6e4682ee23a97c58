import { useState } from 'react';
import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { EndDialog } from './EndDialog.tsx';
import { ProofFiles } from './ProofFiles.tsx';
import { RelationDialog } from './RelationDialog.tsx';
import { TermTable } from './TermTable.tsx';

type Circle = RouteOutput<'timebank.readCircle'>;
type Relation = Circle['relations'][number];

/** Relatives and friends on file, whether they may be given coins, and how a relation ended. */
export function RelationsSection({ memberId, circle }: { memberId: string; circle: Circle }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Relation>();
  const circleName = t(`timebankSpending:circle.${circle.transferCircle}`);
  return (
    <Section
      title={t('circle.title')}
      actions={
        may('timebank.recordRelation') && (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t('circle.add')}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('circle.about')}
        </Text>
        <Text size="sm">
          {circle.transferFromAge === null
            ? t('circle.rule', { circle: circleName })
            : t('circle.ruleAge', { circle: circleName, age: circle.transferFromAge })}
        </Text>
        {circle.relations.length === 0 ? (
          <EmptyState text={t('circle.empty')} />
        ) : (
          <Relations rows={circle.relations} onEnd={setEnding} />
        )}
      </Stack>
      {adding && <RelationDialog memberId={memberId} onClose={() => setAdding(false)} />}
      {ending && (
        <EndDialog
          id={ending.id}
          route="timebank.endRelation"
          title={t('circle.endOf', { name: ending.other.name })}
          consequence={t('circle.endText')}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}

function Relations({ rows, onEnd }: { rows: readonly Relation[]; onEnd(row: Relation): void }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  return (
    <TermTable
      label={t('circle.table')}
      heads={[t('circle.who'), t('field.kind'), t('field.proofKind')]}
      rows={rows}
      cells={(row) => [
        <>
          {row.other.name}
          <Text size="sm" c="dimmed">
            {row.other.volunteerNumber}
          </Text>
        </>,
        t(`relation.${row.kind}`),
        <>
          {t(`proof.${row.proofKind}`)}
          {row.proofNote === '' ? null : <Text size="sm">{row.proofNote}</Text>}
          <Text size="sm" c="dimmed">
            {t('circle.confirmed', { name: row.confirmedBy, at: instantText(row.confirmedAt) })}
          </Text>
          <ProofFiles
            kind="relation"
            recordId={row.id}
            what={t('files.relation', { name: row.other.name })}
          />
        </>,
      ]}
      note={(row) =>
        row.state === 'running' && (
          <Text size="sm">{row.refusal === null ? t('circle.mayReceive') : t('circle.mayNot')}</Text>
        )
      }
      endOf={(row) => t('circle.endOf', { name: row.other.name })}
      onEnd={may('timebank.endRelation') ? onEnd : undefined}
    />
  );
}
