import { useState } from 'react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { SubsidyRulesView } from '../../../../src-main/contract/mediation/subsidy.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, instantText, moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { RatesTable } from './RatesTable.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import { blankRules, rulesFromSample, rulesFromVersion, type RulesForm } from './rules-form.ts';

/** The centre’s versions, the one in force first to be seen, and the published samples to start from. */
export function RulesTab() {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const rules = useRoute('mediation.readSubsidyRules', {});
  const [adopting, setAdopting] = useState<RulesForm>();
  const mayAdopt = may('mediation.adoptSubsidyRules');
  return (
    <Loaded result={rules}>
      {({ versions, samples }) => (
        <Stack>
          <Section
            title={t('rules.versions')}
            actions={
              mayAdopt ? (
                <AddButton onClick={() => setAdopting(blankRules())}>{t('rules.new')}</AddButton>
              ) : null
            }
          >
            {versions.length === 0 ? <EmptyState text={t('rules.empty')} /> : null}
            <Stack gap="lg">
              {versions.map((version) => (
                <Version
                  key={version.id}
                  version={version}
                  {...(mayAdopt ? { onCopy: () => setAdopting(rulesFromVersion(version)) } : {})}
                />
              ))}
            </Stack>
          </Section>
          <Section title={t('rules.samples')}>
            <Text c="dimmed" mb="sm">
              {t('rules.samplesHint')}
            </Text>
            <Stack gap="lg">
              {samples.map((sample) => (
                <section key={sample.code} aria-label={sample.name}>
                  <Group justify="space-between" mb={4}>
                    <Group gap="xs">
                      <Text fw={600}>{sample.name}</Text>
                      {sample.verified ? null : (
                        <Badge color="yellow" c="var(--mantine-color-text)">
                          {t('rules.unverified')}
                        </Badge>
                      )}
                    </Group>
                    {mayAdopt ? (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('rules.newFromSample', { name: sample.name })}
                        onClick={() => setAdopting(rulesFromSample(sample))}
                      >
                        {t('rules.newFrom')}
                      </Button>
                    ) : null}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {t('rules.sampleMeta', sample)}
                  </Text>
                  <Text size="sm" mb="xs">
                    {sample.note}
                  </Text>
                  <RatesTable label={sample.name} classes={sample.classes} rows={sample.rows} />
                </section>
              ))}
            </Stack>
          </Section>
          <RulesDialog initial={adopting} onClose={() => setAdopting(undefined)} />
        </Stack>
      )}
    </Loaded>
  );
}

function Version({ version, onCopy }: { version: SubsidyRulesView; onCopy?: () => void }) {
  const { t } = useTranslation('subsidy');
  const title = t('rules.version', { number: version.number, name: version.name });
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Text fw={600}>{title}</Text>
          <Badge
            variant="outline"
            color={version.inForce ? 'pine' : 'gray'}
            {...(version.inForce ? {} : { c: 'var(--mantine-color-text)' })}
          >
            {version.inForce ? t('rules.inForce') : t('rules.notInForce')}
          </Badge>
        </Group>
        {onCopy ? (
          <Button
            size="xs"
            variant="default"
            aria-label={t('rules.newFromVersion', { number: version.number })}
            onClick={onCopy}
          >
            {t('rules.newFrom')}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed">
        {t('rules.meta', {
          from: dateText(version.validFrom),
          by: version.adoptedBy,
          at: instantText(version.adoptedAt),
        })}
      </Text>
      <Text size="sm">{t('rules.source', { source: version.source })}</Text>
      <Text size="sm" mb="xs">
        {[
          version.leadShare ? t('rules.leadShare', version.leadShare) : t('rules.equal'),
          t('rules.remainder'),
          version.capFen === null ? t('rules.noCap') : t('rules.cap', { amount: moneyText(version.capFen) }),
          version.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <RatesTable
        label={t('rules.table', { number: version.number })}
        classes={version.classes}
        rows={version.rows}
      />
    </section>
  );
}
