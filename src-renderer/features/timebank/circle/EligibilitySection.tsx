import { useState } from 'react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assessmentFields } from '../../../../src-main/contract/timebank/circle.ts';
import { hardshipClasses } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { MultiSelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { EligibilityFacts } from './EligibilityFacts.tsx';
import { ProofFiles } from './ProofFiles.tsx';
import { TermFields } from './TermFields.tsx';
import { useCircleText } from './use-circle-text.ts';

type Assessment = RouteOutput<'timebank.readEligibility'>['assessments'][number];

/** Whether a member may receive by the region’s rule, what is missing, and what he was assessed as. */
export function EligibilitySection({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [assessing, setAssessing] = useState(false);
  const eligibility = useRoute('timebank.readEligibility', { memberId });
  return (
    <Section
      title={t('eligibility.title')}
      actions={
        may('timebank.assessRecipient') && (
          <Button size="sm" onClick={() => setAssessing(true)}>
            {t('eligibility.assess')}
          </Button>
        )
      }
    >
      <Loaded result={eligibility}>
        {(data) => (
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t('eligibility.about')} {t('circle.ruleVersion', { rule: data.rule })}
            </Text>
            <EligibilityFacts eligibility={data} />
            <Text fw={600}>{t('eligibility.assessments')}</Text>
            {data.assessments.length === 0 ? (
              <EmptyState text={t('eligibility.empty')} />
            ) : (
              <Stack gap={6} component="ul" m={0} pl="md">
                {data.assessments.map((assessment) => (
                  <li key={assessment.id}>
                    <AssessmentLine assessment={assessment} />
                  </li>
                ))}
              </Stack>
            )}
          </Stack>
        )}
      </Loaded>
      {assessing && <AssessmentDialog memberId={memberId} onClose={() => setAssessing(false)} />}
    </Section>
  );
}

function AssessmentLine({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation('timebankCircle');
  const { classesText } = useCircleText();
  const { id, seq, classes, from, until, reviewOn, decidedBy, evidence, current } = assessment;
  const parts = [
    t('eligibility.line', { from: dateText(from), decidedBy, evidence }),
    ...(until === null ? [] : [t('eligibility.until', { on: dateText(until) })]),
    ...(reviewOn === null ? [] : [t('eligibility.review', { on: dateText(reviewOn) })]),
  ];
  return (
    <>
      <Group gap="xs">
        <Text span fw={600}>
          {classes.length === 0 ? t('eligibility.none') : classesText(classes)}
        </Text>
        {current && (
          <Badge variant="outline" color="green" c="var(--mantine-color-text)">
            {t('eligibility.current')}
          </Badge>
        )}
      </Group>
      <Text size="sm">{parts.join(' · ')}</Text>
      <ProofFiles kind="assessment" recordId={id} what={t('files.assessment', { seq })} />
    </>
  );
}

function AssessmentDialog({ memberId, onClose }: { memberId: string; onClose(): void }) {
  const { t } = useTranslation('timebankCircle');
  const { classText } = useCircleText();
  return (
    <CommandDialog
      size="42rem"
      title={t('eligibility.assess')}
      submit={t('common:action.save')}
      route="timebank.assessRecipient"
      schema={assessmentFields}
      defaults={{
        classes: [],
        evidence: '',
        decidedBy: '',
        from: todayText(),
        until: null,
        reviewOn: null,
      }}
      draftKey={`assessment:${memberId}`}
      fieldsUnder="assessment"
      input={(assessment) => ({ memberId, assessment })}
      done={({ seq }) => t('eligibility.saved', { seq })}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('eligibility.replaces')}
      </Text>
      <MultiSelectField
        name="classes"
        label={t('field.classes')}
        description={t('field.classesHint')}
        choices={hardshipClasses.map((value) => ({ value, label: classText(value) }))}
      />
      <TextArea
        name="evidence"
        label={t('field.evidence')}
        placeholder={t('field.evidenceHint')}
        minRows={2}
        required
      />
      <TextField name="decidedBy" label={t('field.decidedBy')} required />
      <TermFields />
      <DateField name="reviewOn" label={t('field.reviewOn')} />
    </CommandDialog>
  );
}
