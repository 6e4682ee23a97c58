import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { reviewStates, type ReviewItem } from '../../../../src-main/contract/timebank/rules.ts';
import { optionalText } from '../../../../src-main/contract/values.ts';
import { navigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, instantText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { RadioGroupField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Facts } from '../Facts.tsx';
import { reasonText, useRuleWords } from './rule-text.ts';

const decision = z.strictObject({ state: z.enum(reviewStates), note: optionalText(500) });

/** One item of the review list: who, what, why, and what came of it. */
export function ReviewDialog({ item, onClose }: { item: ReviewItem | undefined; onClose(): void }) {
  const { t } = useTranslation('timebankRules');
  const title = item ? t('review.decideTitle', { rule: t(`review.rule.${item.rule}`) }) : '';
  return (
    <FormDialog opened={item !== undefined} onClose={onClose} title={title}>
      {item === undefined ? null : <Decision key={item.id} item={item} title={title} onClose={onClose} />}
    </FormDialog>
  );
}

function Decision({ item, title, onClose }: { item: ReviewItem; title: string; onClose(): void }) {
  const { t } = useTranslation('timebankRules');
  const say = useRuleWords();
  const may = useMay();
  const form = useAppForm(decision, { state: item.state, note: item.note });
  const draft = useDraft(`review:${item.id}`, form);
  const decide = useCommand('timebank.decideReview', { form });
  const { memberId } = item;
  return (
    <AppForm
      form={form}
      label={title}
      onSubmit={async (values) => {
        if (!(await decide.run({ id: item.id, version: item.version, ...values }))) return;
        await draft.discard();
        notifyDone(t('review.decided'));
        onClose();
      }}
    >
      <Stack>
        {draft.notice}
        <Text>{reasonText(item, say)}</Text>
        <Facts
          facts={[
            [
              t('review.who'),
              item.memberName ? `${item.memberName} ${item.volunteerNumber}` : t('review.many'),
            ],
            [t('review.servedOn'), dateText(item.servedOn)],
            [t('review.enteredBy'), item.enteredBy || t('review.severalClerks')],
            [t('review.entries'), t('review.count', { n: item.transactionIds.length })],
          ]}
        />
        {item.decidedAt === null ? null : (
          <Text size="sm" c="dimmed">
            {t('review.decidedBy', { by: item.decidedBy, at: instantText(item.decidedAt) })}
          </Text>
        )}
        {may('timebank.decideReview') ? (
          <>
            <RadioGroupField
              name="state"
              label={t('review.stateLabel')}
              choices={reviewStates.map((value) => ({ value, label: t(`review.state.${value}`) }))}
            />
            <TextArea name="note" label={t('review.note')} />
          </>
        ) : null}
        <Group justify="flex-end">
          {memberId === null ? null : (
            <Button variant="default" onClick={() => navigate({ page: 'member', params: { id: memberId } })}>
              {t('review.openMember')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          {may('timebank.decideReview') ? (
            <Button type="submit" loading={decide.pending}>
              {t('review.decide')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </AppForm>
  );
}
