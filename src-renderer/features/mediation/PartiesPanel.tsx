import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseParty } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText } from '../../i18n/format.ts';
import { Section } from '../../ui/Section.tsx';
import { Facts } from './Facts.tsx';
import { FindingLines } from './FindingLines.tsx';
import classes from './mediation.module.css';
import { useRevealedParties } from './use-revealed-parties.ts';

/** The parties, masked until somebody asks to see them in full. */
export function PartiesPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const { parties, pending, reveal, hide } = useRevealedParties(view.id);
  const actions = may('mediation.revealCase') ? (
    <Button
      variant="default"
      size="xs"
      leftSection={parties ? <IconEyeOff size="1.1rem" aria-hidden /> : <IconEye size="1.1rem" aria-hidden />}
      loading={pending}
      onClick={parties ? hide : reveal}
    >
      {parties ? t('party.hide') : t('party.reveal')}
    </Button>
  ) : null;
  return (
    <Section title={t('party.title')} id="case-parties" actions={actions}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {parties ? t('party.revealNote') : t('party.masked')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {view.parties.map((party) => (
            <Party
              key={party.id}
              party={parties?.find(({ id }) => id === party.id) ?? party}
              findings={party.findings}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

function Party({ party, findings }: { party: CaseParty; findings: readonly Finding[] }) {
  const { t } = useTranslation('mediation');
  const person = party.kind === 'person';
  return (
    <div className={classes.card} role="group" aria-label={party.name}>
      <Group gap="xs" mb={6}>
        <Text fw={700}>{party.name}</Text>
        <Badge color="pine" c="var(--mantine-color-text)">
          {t(`partyRole.${party.role}`)}
        </Badge>
        {party.consents === null ? null : (
          <Badge color={party.consents ? 'pine' : 'red'} c="var(--mantine-color-text)">
            {party.consents ? t('party.consents') : t('party.refuses')}
          </Badge>
        )}
      </Group>
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
          [t('party.phone'), party.phone],
          [person ? t('party.address') : t('party.orgAddress'), party.address],
          [party.idType === 'unknown' ? t('party.idNumber') : t(`idType.${party.idType}`), party.idNumber],
          ...party.representatives.map(
            (who, index) =>
              [
                `${t(`representativeKind.${who.kind}`)}${party.representatives.length > 1 ? index + 1 : ''}`,
                [who.name, who.relation, t(`scope.${who.scope}`), who.phone].filter(Boolean).join(' · '),
              ] as const,
          ),
        ]}
      />
      <FindingLines findings={findings} />
    </div>
  );
}
