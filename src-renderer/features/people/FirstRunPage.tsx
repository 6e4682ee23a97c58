import { useState } from 'react';
import { Button, Group, Paper, Stack, Stepper, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import { committeeKinds } from '../../../src-main/contract/people.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { applySession } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { PasswordField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { EntryFrame } from './EntryFrame.tsx';

const steps = ['committee', 'mark', 'area', 'administrator'] as const;

const fieldsOfStep = {
  committee: ['committee.name', 'committee.kind', 'committee.address', 'committee.phone'],
  mark: ['committee.mark'],
  area: ['committee.region', 'committee.areaId'],
  administrator: ['administrator'],
} as const;

const { committee, administrator } = routes['people.initialise'].input.shape;
const schema = z
  .object({ committee, administrator, repeat: z.string() })
  .refine((value) => value.repeat === value.administrator.password, {
    path: ['repeat'],
    message: 'field.passwordsDiffer',
  });

/** First run: committee, mark of its numbers, place, administrator. One form in four steps; nothing is saved before the end. */
export function FirstRunPage() {
  const { t } = useTranslation('people');
  const client = useQueryClient();
  const [step, setStep] = useState(0);
  const form = useAppForm(schema, {
    committee: {
      name: '',
      kind: 'street',
      mark: '',
      region: '320113',
      areaId: null,
      address: '',
      phone: '',
      termStart: null,
      termEnd: null,
    },
    administrator: { username: '', displayName: '', password: '' },
    repeat: '',
  });
  const initialise = useCommand('people.initialise', {
    form,
    onDone: (session) => applySession(client, session),
  });
  const last = step === steps.length - 1;

  const forward = async () => {
    if (await form.trigger([...fieldsOfStep[steps[step]!]], { shouldFocus: true })) setStep(step + 1);
  };
  return (
    <EntryFrame width="44rem">
      <AppForm
        form={form}
        label={t('setup.title')}
        submitOnEnter={last}
        onSubmit={({ committee, administrator }) => void initialise.run({ committee, administrator })}
      >
        <Stack gap="lg">
          <div>
            <Title order={1}>{t('setup.title')}</Title>
            <Text c="dimmed">{t('setup.welcome')}</Text>
          </div>
          <Stepper
            active={step}
            size="sm"
            aria-label={t('setup.stepOf', { step: step + 1, steps: steps.length })}
            wrap
          >
            {steps.map((name, index) => (
              <Stepper.Step
                key={name}
                label={t(`setup.steps.${name}`)}
                allowStepSelect={index < step}
                onClick={() => index < step && setStep(index)}
                aria-current={index === step ? 'step' : undefined}
              />
            ))}
          </Stepper>
          <Stack gap="md" mih="15rem">
            {steps[step] === 'committee' ? <CommitteeStep /> : null}
            {steps[step] === 'mark' ? <MarkStep /> : null}
            {steps[step] === 'area' ? <AreaStep /> : null}
            {steps[step] === 'administrator' ? <AdministratorStep /> : null}
          </Stack>
          <Group justify="space-between">
            <Button variant="default" disabled={step === 0} onClick={() => setStep(step - 1)}>
              {t('common:action.previous')}
            </Button>
            {/* Keys: were the one button to become the other in mid-click, the browser would submit the form at once. */}
            {last ? (
              <Button key="finish" type="submit" loading={initialise.pending}>
                {t('setup.finish')}
              </Button>
            ) : (
              <Button key="next" onClick={() => void forward()}>
                {t('common:action.next')}
              </Button>
            )}
          </Group>
        </Stack>
      </AppForm>
    </EntryFrame>
  );
}

function CommitteeStep() {
  const { t } = useTranslation('people');
  return (
    <>
      <TextField
        name="committee.name"
        label={t('setup.name')}
        description={t('setup.nameHint')}
        required
        autoFocus
      />
      <SelectField
        name="committee.kind"
        label={t('setup.kind')}
        choices={committeeKinds.map((kind) => ({ value: kind, label: t(`committeeKind.${kind}`) }))}
        required
      />
      <TextField name="committee.address" label={t('setup.address')} />
      <TextField name="committee.phone" label={t('setup.phone')} />
    </>
  );
}

function MarkStep() {
  const { t } = useTranslation('people');
  const mark = useWatch({ name: 'committee.mark' }) as string;
  return (
    <>
      <TextField
        name="committee.mark"
        label={t('setup.mark')}
        description={t('setup.markHint')}
        required
        autoFocus
      />
      <Paper withBorder p="md" bg="var(--hover-background)" aria-live="polite">
        <Text size="sm" c="dimmed">
          {t('setup.example')}
        </Text>
        <Text fz="1.4rem" fw={600}>
          {t('setup.exampleNumber', { year: todayText().slice(0, 4), mark: mark.trim() || '＿' })}
        </Text>
      </Paper>
    </>
  );
}

function AreaStep() {
  const { t } = useTranslation('people');
  const reference = useRoute('platform.readReference', {});
  const regions = reference.data?.regions ?? [];
  return (
    <>
      <SelectField
        name="committee.region"
        label={t('setup.region')}
        description={t('setup.regionHint')}
        choices={regions.map(({ code, name }) => ({ value: code, label: name }))}
        required
      />
      {/* The tree of places is made with the committee; on the very first run there is nothing to choose from yet. */}
      {(reference.data?.areas.length ?? 0) > 0 ? (
        <AreaField name="committee.areaId" label={t('setup.area')} description={t('setup.areaHint')} />
      ) : (
        <Text c="dimmed">{t('setup.areaLater')}</Text>
      )}
    </>
  );
}

function AdministratorStep() {
  const { t } = useTranslation('people');
  return (
    <>
      <TextField name="administrator.displayName" label={t('setup.displayName')} required autoFocus />
      <TextField
        name="administrator.username"
        label={t('setup.username')}
        description={t('setup.usernameHint')}
        required
      />
      <PasswordField
        name="administrator.password"
        label={t('setup.password')}
        description={t('password.hint')}
        required
      />
      <PasswordField name="repeat" label={t('setup.repeat')} required />
      <Text size="sm">{t('setup.forget')}</Text>
    </>
  );
}
