import { Button, Group, Spoiler, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import { consentManners } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { civilDate } from '../../../src-main/contract/values.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useSession } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { RadioGroupField, SelectField, TextField } from '../../ui/form/fields.tsx';
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
  consents: z.array(
    z.object({
      partyId: z.string(),
      consents: z.enum(['yes', 'no']),
      on: civilDate.nullable(),
      manner: z.enum(consentManners),
    }),
  ),
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
      on: null,
      // Who applied in writing said so in writing; everybody else is in the room.
      manner:
        view.source === 'writtenApplication' && party.role === 'applicant'
          ? ('written' as const)
          : ('inPerson' as const),
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
          consents: consents.map(({ partyId, consents: word, on, manner }) => ({
            partyId,
            consents: word === 'yes',
            ...(on === null ? {} : { on }),
            manner,
          })),
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
          <Stack gap="xs">
            {view.parties.map((party, index) => (
              <PartyConsent key={party.id} party={party} place={`consents.${index}`} />
            ))}
          </Stack>
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

/** What one party said to mediation, when and how (人民调解法 art. 17). */
function PartyConsent({ party, place }: { party: CaseView['parties'][number]; place: string }) {
  const { t } = useTranslation('mediation');
  const name = `${party.name}（${t(`partyRole.${party.role}`)}）`;
  return (
    <div className={classes.fields} role="group" aria-label={name}>
      <RadioGroupField
        name={`${place}.consents`}
        label={name}
        choices={[
          { value: 'yes', label: t('party.consents') },
          { value: 'no', label: t('party.refuses') },
        ]}
        required
      />
      <DateField name={`${place}.on`} label={t('accept.consentOn')} placeholder={t('accept.consentOnHint')} />
      <SelectField
        name={`${place}.manner`}
        label={t('accept.consentManner')}
        choices={consentManners.map((value) => ({
          value,
          label: t(`proceedings:statements.manners.${value}`),
        }))}
        required
      />
    </div>
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
