import { useState } from 'react';
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconArrowLeft, IconEye, IconEyeOff, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PartyFields, PartyView } from '../../../../src-main/contract/people.ts';
import { formatPlace, useNavigate, type PageProps } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { StageBadge } from '../StageBadge.tsx';
import { MergeNotes } from './MergeNotes.tsx';
import { PartyEditor, type RevealedParty } from './PartyEditor.tsx';

/** One entry of the directory: masked until somebody asks, changed in full, with the cases it took part in. */
export function PartyPage({ params }: PageProps) {
  const navigate = useNavigate();
  const id = params.id ?? 'new';
  if (id === 'new')
    return (
      <PartyEditor
        onClose={() => navigate({ page: 'parties' })}
        onSaved={(saved) => navigate({ page: 'party', params: { id: saved }, replace: true })}
      />
    );
  return <KnownParty key={id} id={id} />;
}

function KnownParty({ id }: { id: string }) {
  const { t } = useTranslation('people');
  const may = useMay();
  const navigate = useNavigate();
  const party = useRoute('people.readParty', { id });
  const [shown, setShown] = useState<RevealedParty>();
  const [editing, setEditing] = useState(false);
  const reveal = useCommand('people.revealParty', { onDone: setShown });
  const edit = async () => {
    const full = await reveal.run({ id });
    if (full) setEditing(true);
  };
  if (editing && shown) {
    const close = () => {
      setEditing(false);
      setShown(undefined);
    };
    return <PartyEditor party={shown} onClose={close} onSaved={close} />;
  }
  return (
    <Loaded result={party}>
      {(masked) => (
        <Page
          title={masked.name}
          subtitle={t(`mediation:partyKind.${masked.kind}`)}
          actions={
            <Button
              variant="subtle"
              leftSection={<IconArrowLeft size="1.1rem" aria-hidden />}
              onClick={() => navigate({ page: 'parties' })}
            >
              {t('directory.back')}
            </Button>
          }
        >
          <Stack>
            <Section
              title={t('directory.facts')}
              actions={
                may('people.revealParty') ? (
                  <>
                    <Button
                      size="xs"
                      variant="default"
                      loading={reveal.pending}
                      leftSection={
                        shown ? (
                          <IconEyeOff size="1.1rem" aria-hidden />
                        ) : (
                          <IconEye size="1.1rem" aria-hidden />
                        )
                      }
                      onClick={() => (shown ? setShown(undefined) : void reveal.run({ id }))}
                    >
                      {t(shown ? 'mediation:party.hide' : 'mediation:party.reveal')}
                    </Button>
                    <Button
                      size="xs"
                      variant="default"
                      disabled={masked.mergedInto !== null}
                      leftSection={<IconPencil size="1.1rem" aria-hidden />}
                      onClick={() => void edit()}
                    >
                      {t('directory.edit')}
                    </Button>
                  </>
                ) : null
              }
            >
              <PartyFacts party={shown ?? masked} />
              <Text size="sm" c="dimmed" mt="xs">
                {t('mediation:party.revealNote')}
              </Text>
            </Section>
            <MergeNotes party={masked} />
            <PartyCases id={id} />
          </Stack>
        </Page>
      )}
    </Loaded>
  );
}

function PartyFacts({ party }: { party: PartyFields | PartyView }) {
  const { t } = useTranslation('mediation');
  const person = party.kind === 'person';
  return (
    <Facts
      entries={[
        [t('party.gender'), person && party.gender !== 'unknown' ? t(`gender.${party.gender}`) : ''],
        [t('party.birthDate'), party.birthDate ? dateText(party.birthDate) : ''],
        [t('party.age'), party.age ?? ''],
        [t('party.ethnicity'), party.ethnicity],
        [t('party.occupation'), party.occupation],
        [t('party.creditCode'), party.creditCode],
        [
          t('party.legalRepresentative'),
          [party.legalRepresentative, party.legalRepresentativePost].filter(Boolean).join(' · '),
        ],
        [t('party.phone'), party.phone || '–'],
        [person ? t('party.address') : t('party.orgAddress'), party.address || '–'],
        [party.idType === 'unknown' ? t('party.idNumber') : t(`idType.${party.idType}`), party.idNumber],
      ]}
    />
  );
}

/** So many stand here; the list of cases shows them all. */
const CASES_SHOWN = 20;

function PartyCases({ id }: { id: string }) {
  const { t } = useTranslation('people');
  const cases = useRoute('mediation.listCases', { partyId: id, page: { limit: CASES_SHOWN } });
  return (
    <Section title={t('directory.cases')}>
      <Loaded result={cases}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('directory.noCases')}</Text>
          ) : (
            <Stack gap="xs">
              <Table withTableBorder highlightOnHover aria-label={t('directory.cases')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('mediation:list.number')}</Table.Th>
                    <Table.Th>{t('mediation:list.title')}</Table.Th>
                    <Table.Th>{t('mediation:list.stage')}</Table.Th>
                    <Table.Th>{t('mediation:list.appliedOn')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody className="tabular">
                  {rows.map((row) => (
                    <Table.Tr key={row.id}>
                      <Table.Td>{row.number ?? t('mediation:list.noNumber')}</Table.Td>
                      <Table.Td>
                        <a href={formatPlace({ page: 'case', params: { id: row.id } })}>{row.title}</a>
                      </Table.Td>
                      <Table.Td>
                        <StageBadge stage={row.stage} />
                      </Table.Td>
                      <Table.Td>{dateText(row.appliedOn)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {total > rows.length ? (
                <Group>
                  <a href={formatPlace({ page: 'cases', params: { party: id } })}>
                    {t('directory.allCases', { n: total })}
                  </a>
                </Group>
              ) : null}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}
