import { useState } from 'react';
import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { relationFields, relationKinds } from '../../../../src-main/contract/timebank/circle.ts';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText, todayText } from '../../../i18n/format.ts';
import { SelectField } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { MemberField } from '../MemberField.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { EndDialog } from './EndDialog.tsx';
import { ProofFields, TermFields } from './TermFields.tsx';
import { useCircleText } from './use-circle-text.ts';

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
  const { termText } = useCircleText();
  const may = useMay();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('circle.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('circle.who')}</Table.Th>
            <Table.Th>{t('field.kind')}</Table.Th>
            <Table.Th>{t('field.proofKind')}</Table.Th>
            <Table.Th>{t('circle.term')}</Table.Th>
            <Table.Th>{t('circle.state')}</Table.Th>
            <Table.Th>{t('circle.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                {row.other.name}
                <Text size="sm" c="dimmed">
                  {row.other.volunteerNumber}
                </Text>
              </Table.Td>
              <Table.Td>{t(`relation.${row.kind}`)}</Table.Td>
              <Table.Td>
                {t(`proof.${row.proofKind}`)}
                {row.proofNote === '' ? null : <Text size="sm">{row.proofNote}</Text>}
                <Text size="sm" c="dimmed">
                  {t('circle.confirmed', { name: row.confirmedBy, at: instantText(row.confirmedAt) })}
                </Text>
              </Table.Td>
              <Table.Td>{termText(row)}</Table.Td>
              <Table.Td>
                <Badge
                  variant="outline"
                  color={row.state === 'running' ? 'green' : 'gray'}
                  c="var(--mantine-color-text)"
                >
                  {t(`term.${row.state}`)}
                </Badge>
                {row.state === 'running' && (
                  <Text size="sm">{row.refusal === null ? t('circle.mayReceive') : t('circle.mayNot')}</Text>
                )}
              </Table.Td>
              <Table.Td>
                {row.endedOn === null && row.state !== 'over' && may('timebank.endRelation') && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('circle.endOf', { name: row.other.name })}
                    onClick={() => onEnd(row)}
                  >
                    {t('circle.end')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RelationDialog({ memberId, onClose }: { memberId: string; onClose(): void }) {
  const { t } = useTranslation('timebankCircle');
  return (
    <CommandDialog
      size="42rem"
      title={t('circle.add')}
      submit={t('common:action.save')}
      route="timebank.recordRelation"
      schema={relationFields}
      defaults={{
        otherId: '',
        kind: 'lineal',
        proofKind: 'householdRegister',
        proofNote: '',
        from: todayText(),
        until: null,
      }}
      draftKey={`relation:${memberId}`}
      fieldsUnder="relation"
      input={(relation) => ({ memberId, relation })}
      done={t('circle.saved')}
      onClose={onClose}
    >
      <MemberField name="otherId" label={t('field.other')} kind="person" required />
      <SelectField
        name="kind"
        label={t('field.kind')}
        choices={relationKinds.map((value) => ({ value, label: t(`relation.${value}`) }))}
        required
      />
      <ProofFields />
      <TermFields />
    </CommandDialog>
  );
}
