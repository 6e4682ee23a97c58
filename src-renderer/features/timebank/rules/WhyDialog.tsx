import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { Loaded } from '../../../ui/states.tsx';
import { useRuleWords } from './rule-text.ts';
import styles from './rules.module.css';

type Explanation = RouteOutput<'timebank.explainCredit'>;
type Step = Explanation['steps'][number];

/** “Why this number”: the credit decided once more, step by step, and whether it still is what was booked. */
export function WhyDialog({
  transactionId,
  onClose,
}: {
  transactionId: string | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankRules');
  return (
    <Modal
      opened={transactionId !== undefined}
      onClose={onClose}
      size="lg"
      title={t('why.open')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {transactionId === undefined ? null : <Why transactionId={transactionId} onClose={onClose} />}
    </Modal>
  );
}

function Why({ transactionId, onClose }: { transactionId: string; onClose(): void }) {
  const { t } = useTranslation('timebankRules');
  const explained = useRoute('timebank.explainCredit', { transactionId });
  return (
    <Loaded result={explained}>
      {(data) => (
        <Stack>
          <Text
            fw={600}
          >{`${t('why.title', { seq: data.seq })} · ${dateText(data.servedOn)} · ${data.text}`}</Text>
          <Alert
            role="status"
            color={data.result === 'differs' ? 'red' : data.result === 'same' ? 'teal' : 'blue'}
            c="var(--mantine-color-text)"
          >
            {t(`why.result.${data.result}`)}
          </Alert>
          <Course data={data} />
          {data.reversedBySeq === null ? null : <Text>{t('why.reversed', { seq: data.reversedBySeq })}</Text>}
          <Rules rules={data.rules} />
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t('common:action.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}

function Course({ data }: { data: Explanation }) {
  const { t } = useTranslation('timebankRules');
  const { already, booked, deed, recomputed } = data;
  const figures = (of: Explanation['booked']) => ({
    coins: minutesText(of.coinMinutes),
    donated: minutesText(of.donatedMinutes),
    points: of.points,
  });
  return (
    <Stack gap={4}>
      {data.servedMinutes === null ? null : (
        <Text>{t('why.served', { time: minutesText(data.servedMinutes) })}</Text>
      )}
      {deed === null ? null : <Text>{t('why.deed', { name: deed.name, n: deed.times })}</Text>}
      {already === null ? null : (
        <Text size="sm" c="dimmed">
          {t('why.already', {
            event: minutesText(already.eventMinutes),
            day: minutesText(already.dayMinutes),
            stored: minutesText(already.storedMinutes),
          })}
        </Text>
      )}
      {already?.lifetimeMinutes === undefined ? null : (
        <Text size="sm" c="dimmed">
          {t('why.lifetime', { time: minutesText(already.lifetimeMinutes) })}
        </Text>
      )}
      <ol className={styles.steps}>
        {[...data.steps, ...data.pointSteps].map((step, index) => (
          <li key={index}>
            <StepText step={step} coefficient={data.coefficient} />
          </li>
        ))}
        {deed && <DeedSteps deed={deed} />}
      </ol>
      <Text>{t('why.booked', figures(booked))}</Text>
      {recomputed === null ? null : <Text>{t('why.recomputed', figures(recomputed))}</Text>}
    </Stack>
  );
}

function DeedSteps({ deed }: { deed: NonNullable<Explanation['deed']> }) {
  const { t } = useTranslation('timebankSpending');
  const { per, unit } = deed;
  return deed.steps.map(({ kind, limit, ...step }) => (
    <li key={kind}>
      {t(`deeds.step.${kind}`, {
        ...{ ...step, per, unit },
        limit: limit ?? '',
        more: step.after - step.before,
      })}
    </li>
  ));
}

function StepText({ step, coefficient }: { step: Step; coefficient: Explanation['coefficient'] }) {
  const say = useRuleWords();
  const isPoints = step.kind === 'points';
  const text = say(`why.step.${step.kind}`, {
    before: minutesText(step.before),
    after: isPoints ? step.after : minutesText(step.after),
    limit: minutesText(step.limit),
    n: coefficient?.numerator ?? 1,
    d: coefficient?.denominator ?? 1,
  });
  const rest = [
    ...(step.remainder
      ? [say('why.remainder', { n: step.remainder.numerator, d: step.remainder.denominator })]
      : []),
    ...(step.restMinutes === null ? [] : [say('why.rest', { time: minutesText(step.restMinutes) })]),
  ];
  return <>{[text, ...rest].join('；')}</>;
}

function Rules({ rules }: { rules: Explanation['rules'] }) {
  const { t } = useTranslation('timebankRules');
  if (rules.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {t('why.rules')}
      </Text>
      {rules.map((rule) => (
        <Text key={rule.version} size="sm" className={styles.source ?? ''}>
          {[
            rule.version,
            rule.verified ? t('tab.verified') : t('tab.unverified'),
            t('tab.source', { source: rule.source }),
          ].join(' · ')}
        </Text>
      ))}
    </Stack>
  );
}
