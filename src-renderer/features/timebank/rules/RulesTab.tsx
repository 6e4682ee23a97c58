import { useState } from 'react';
import { Accordion, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnyRule, RuleView } from '../../../../src-main/contract/timebank/rules.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, instantText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { factsOf, useRuleWords } from './rule-text.ts';
import styles from './rules.module.css';
import { useServiceChoices } from './use-services.ts';

/** The rules in force, the centre’s own versions, and what other places have published. */
export function RulesTab() {
  const { t } = useTranslation('timebankRules');
  const rules = useRoute('timebank.readRules', {});
  const [editing, setEditing] = useState<AnyRule>();
  return (
    <Loaded result={rules}>
      {({ inForce, editions, published }) => (
        <Stack>
          <Section title={t('tab.inForce')}>
            <Text c="dimmed" mb="sm">
              {t('tab.intro')}
            </Text>
            {inForce.map((rule) => (
              <Rule key={rule.version} rule={rule} onEdit={setEditing} inForce />
            ))}
          </Section>
          <Section title={t('tab.editions')}>
            {editions.length === 0 ? <Text c="dimmed">{t('tab.noEditions')}</Text> : null}
            <Folded rules={editions} onEdit={setEditing} />
          </Section>
          <Section title={t('tab.published')}>
            <Text c="dimmed" mb="sm">
              {t('tab.publishedHint')}
            </Text>
            <Folded rules={published} onEdit={setEditing} />
          </Section>
          <RuleDialog initial={editing} onClose={() => setEditing(undefined)} />
        </Stack>
      )}
    </Loaded>
  );
}

interface RuleProps {
  rule: RuleView;
  inForce?: boolean;
  onEdit(rule: AnyRule): void;
}

function Folded({ rules, onEdit }: { rules: readonly RuleView[]; onEdit(rule: AnyRule): void }) {
  const say = useRuleWords();
  const place = usePlaceName();
  return (
    <Accordion multiple variant="contained" order={3}>
      {rules.map((rule) => (
        <Accordion.Item key={rule.version} value={rule.version}>
          <Accordion.Control>
            {[say(`code.${rule.code}`), place(rule.region), dateText(rule.validFrom)].join(' · ')}
          </Accordion.Control>
          <Accordion.Panel>
            <Rule rule={rule} onEdit={onEdit} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Rule({ rule, inForce = false, onEdit }: RuleProps) {
  const { t } = useTranslation('timebankRules');
  const say = useRuleWords();
  const may = useMay();
  const place = usePlaceName();
  const services = new Map(useServiceChoices().map(({ value, label }) => [value, label]));
  const name = say(`code.${rule.code}`);
  return (
    <section className={styles.rule} aria-label={`${name} ${rule.version}`}>
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Badge variant="outline" color={rule.verified ? 'pine' : 'yellow'} c="var(--mantine-color-text)">
            {rule.verified ? t('tab.verified') : t('tab.unverified')}
          </Badge>
          <Text size="sm" c="dimmed">
            {[place(rule.region), t('tab.from', { date: dateText(rule.validFrom) })].join(' · ')}
          </Text>
        </Group>
        {may('timebank.saveRule') ? (
          <Button
            size="xs"
            variant="default"
            aria-label={`${t('tab.editOf', { name })} (${rule.version})`}
            onClick={() => onEdit(rule.rule)}
          >
            {inForce ? t('tab.edit') : t('tab.editFrom')}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" mb={6} className={styles.source ?? ''}>
        {t('tab.source', { source: rule.source })}
      </Text>
      {rule.reason === '' ? null : (
        <Text size="sm" mb={6}>
          {t('tab.reason', {
            reason: rule.reason,
            by: rule.adoptedBy,
            at: instantText(rule.adoptedAt ?? ''),
          })}
        </Text>
      )}
      <Facts facts={factsOf(rule, say, services)} />
    </section>
  );
}

function usePlaceName(): (region: string) => string {
  const { t } = useTranslation('timebankRules');
  const rules = useRoute('timebank.readRules', {});
  return (region) => {
    if (region === 'own') return t('tab.own');
    if (region === '*') return t('tab.everywhere');
    return rules.data?.regionNames[region] ?? t('tab.region', { region });
  };
}
