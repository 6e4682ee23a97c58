import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { representationScopes } from '../../../../src-main/contract/timebank/circle.ts';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { EndDialog } from './EndDialog.tsx';
import { ProofFiles } from './ProofFiles.tsx';
import { RepresentativeDialog } from './RepresentativeDialog.tsx';
import { TermTable } from './TermTable.tsx';

type Circle = RouteOutput<'timebank.readCircle'>;
type Representative = Circle['representatives'][number];

/** Who acts for a member: guardians and proxies, in what and until when. */
export function RepresentativesSection({ memberId, circle }: { memberId: string; circle: Circle }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Representative>();
  return (
    <Section
      title={t('representatives.title')}
      actions={
        may('timebank.recordRepresentative') && (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t('representatives.add')}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('representatives.about')}
        </Text>
        {circle.guardianText !== '' && (
          <Text size="sm">{t('representatives.old', { name: circle.guardianText })}</Text>
        )}
        {circle.representatives.length === 0 ? (
          <EmptyState text={t('representatives.empty')} />
        ) : (
          <Representatives rows={circle.representatives} onEnd={setEnding} />
        )}
      </Stack>
      {adding && <RepresentativeDialog memberId={memberId} onClose={() => setAdding(false)} />}
      {ending && (
        <EndDialog
          id={ending.id}
          route="timebank.endRepresentative"
          title={t('representatives.endOf', { name: ending.name })}
          consequence={t('representatives.endText')}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}

function Representatives({
  rows,
  onEnd,
}: {
  rows: readonly Representative[];
  onEnd(row: Representative): void;
}) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  return (
    <TermTable
      label={t('representatives.table')}
      heads={[t('representatives.who'), t('representatives.scopes'), t('representatives.phone')]}
      rows={rows}
      cells={(row) => [
        <>
          {row.name}
          <Text size="sm" c="dimmed">
            {[t(`representative.${row.kind}`), row.member?.volunteerNumber, t(`proof.${row.proofKind}`)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {row.proofNote === '' ? null : <Text size="sm">{row.proofNote}</Text>}
          <ProofFiles
            kind="representation"
            recordId={row.id}
            what={t('files.representation', { name: row.name })}
          />
        </>,
        row.scopes.length === representationScopes.length
          ? t('representatives.everything')
          : row.scopes.map((scope) => t(`scope.${scope}`)).join('、'),
        <Phone key="phone" row={row} />,
      ]}
      endOf={(row) => t('representatives.endOf', { name: row.name })}
      onEnd={may('timebank.endRepresentative') ? onEnd : undefined}
    />
  );
}

/** Masked until somebody with the right asks for it; that is logged. */
function Phone({ row }: { row: Representative }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [phone, setPhone] = useState<string>();
  const reveal = useCommand('timebank.revealRepresentative', { onDone: (shown) => setPhone(shown.phone) });
  if (row.phone === '') return <>–</>;
  return (
    <Group gap="xs" wrap="nowrap">
      <span className="tabular">{phone ?? row.phone}</span>
      {phone === undefined && may('timebank.revealRepresentative') && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={reveal.pending}
          aria-label={t('representatives.revealOf', { name: row.name })}
          onClick={() => void reveal.run({ id: row.id })}
        >
          {t('representatives.reveal')}
        </Button>
      )}
    </Group>
  );
}
