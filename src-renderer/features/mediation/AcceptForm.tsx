import { Button, Group, Spoiler, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import type { CaseView } from '../../../src-main/contract/mediation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useSession } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { RadioGroupField, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import classes from './mediation.module.css';
import { MediatorsField } from './MediatorsField.tsx';
import { useReference } from './use-reference.ts';

const input = routes['mediation.acceptCase'].input.shape;

/** Radio buttons hold words; the route wants true or false. */
const schema = z.object({
  acceptedOn: input.acceptedOn,
  rightsNotifiedOn: input.rightsNotifiedOn,
  consents: z.array(z.object({ partyId: z.string(), consents: z.enum(['yes', 'no']) })),
  mediators: input.mediators,
  manualNumber: input.manualNumber,
});

export function AcceptForm({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const { user } = useSession();
  const today = todayText();
  const mediates = user?.roles.includes('mediator') ?? false;
  const form = useAppForm(schema, {
    acceptedOn: today,
    rightsNotifiedOn: today,
    consents: view.parties.map((party) => ({
      partyId: party.id,
      consents: consentWord(party.consents) as 'yes',
    })),
    mediators: [{ userId: mediates ? user!.id : '', lead: true, chosenBy: 'committee' }],
    manualNumber: '',
  });
  const draft = useDraft(`accept:${view.id}`, form, { version: view.version });
  const accept = useCommand('mediation.acceptCase', {
    form,
    onDone: ({ number }) => {
      void draft.discard();
      notifyDone(t('accept.done', { number }));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('accept.open')}
      onSubmit={({ consents, ...rest }) =>
        void accept.run({
          ...rest,
          id: view.id,
          version: view.version,
          consents: consents.map(({ partyId, consents: word }) => ({ partyId, consents: word === 'yes' })),
        })
      }
    >
      <Stack gap="md">
        {draft.notice}
        {accept.error ? <ErrorNotice error={accept.error} /> : null}
        <div className={classes.fields}>
          <DateField name="acceptedOn" label={t('accept.acceptedOn')} emptyValue="" required />
          <DateField name="rightsNotifiedOn" label={t('accept.rightsNotifiedOn')} emptyValue="" required />
          <TextField
            name="manualNumber"
            label={t('accept.manualNumber')}
            placeholder={t('accept.manualNumberHint')}
          />
        </div>
        <RightsNotice />
        <div role="group" aria-label={t('accept.consents')}>
          <Title order={3} mb={4}>
            {t('accept.consents')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('accept.consentRefusedNote')}
          </Text>
          <div className={classes.fields}>
            {view.parties.map((party, index) => (
              <RadioGroupField
                key={party.id}
                name={`consents.${index}.consents`}
                label={`${party.name}（${t(`partyRole.${party.role}`)}）`}
                choices={[
                  { value: 'yes', label: t('party.consents') },
                  { value: 'no', label: t('party.refuses') },
                ]}
                required
              />
            ))}
          </div>
        </div>
        <MediatorsField />
        <Group justify="flex-end">
          <Button type="submit" loading={accept.pending}>
            {t('accept.submit')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function RightsNotice() {
  const { t } = useTranslation('mediation');
  const { rightsNotice } = useReference();
  if (!rightsNotice) return null;
  return (
    <div className={classes.card} role="group" aria-label={t('accept.rightsNotice')}>
      <Title order={3} mb={4}>
        {t('accept.rightsNotice')}
      </Title>
      <Spoiler maxHeight={72} showLabel={t('accept.rightsRead')} hideLabel={t('common:action.close')}>
        {rightsNotice.paragraphs.map((paragraph, index) => (
          <Text key={index} mb={4}>
            {paragraph}
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {t('accept.rightsSource', { source: rightsNotice.source })}
        </Text>
      </Spoiler>
    </div>
  );
}

const consentWord = (consents: boolean | null): 'yes' | 'no' | '' =>
  consents === null ? '' : consents ? 'yes' : 'no';
