import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import {
  enquiryInput,
  enquiryKinds,
  openResults,
  type EnquiryView,
} from '../../../../src-main/contract/mediation/enquiries.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { AreaField } from '../../../ui/form/AreaField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import {
  CheckboxField,
  RadioGroupField,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Loaded } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { useReference } from '../use-reference.ts';
import { PromoteForm } from './PromoteForm.tsx';

/** One enquiry: `new`, an id, or closed. */
export function EnquiryDialog({ id, onClose }: { id: string | undefined; onClose(): void }) {
  const { t } = useTranslation('enquiries');
  const enquiry = useRoute(
    'mediation.readEnquiry',
    { id: id ?? '' },
    { enabled: id !== undefined && id !== 'new' },
  );
  const [promoting, setPromoting] = useState(false);
  const close = () => {
    setPromoting(false);
    onClose();
  };
  const number = enquiry.data?.number ?? '';
  const title = id === 'new' ? t('new') : promoting ? t('promoteTitle', { number }) : t('edit', { number });
  return (
    <FormDialog opened={id !== undefined} onClose={close} title={title} size="52rem">
      {id === undefined ? null : id === 'new' ? (
        <EnquiryForm label={title} onClose={close} />
      ) : (
        <Loaded result={enquiry}>
          {(view) =>
            promoting ? (
              <PromoteForm enquiry={view} label={title} onClose={() => setPromoting(false)} />
            ) : (
              <EnquiryForm
                key={view.id}
                enquiry={view}
                label={title}
                onClose={close}
                onPromote={() => setPromoting(true)}
              />
            )
          }
        </Loaded>
      )}
    </FormDialog>
  );
}

interface FormProps {
  enquiry?: EnquiryView;
  label: string;
  onClose(): void;
  onPromote?(): void;
}

function EnquiryForm({ enquiry, label, onClose, onPromote }: FormProps) {
  const { t } = useTranslation('enquiries');
  const may = useMay();
  const navigate = useNavigate();
  const { disputeTypes } = useReference();
  const form = useAppForm(enquiryInput, {
    kind: enquiry?.kind ?? 'consultation',
    receivedOn: enquiry?.receivedOn ?? todayText(),
    anonymous: enquiry?.anonymous ?? false,
    personName: enquiry?.personName ?? '',
    phone: enquiry?.phone ?? '',
    address: enquiry?.address ?? '',
    areaId: enquiry?.areaId ?? null,
    disputeType: enquiry?.disputeType ?? '',
    question: enquiry?.question ?? '',
    answer: enquiry?.answer ?? '',
    handledBy: enquiry?.handledBy ?? null,
    followUpOn: enquiry?.followUpOn ?? null,
    result: enquiry && enquiry.result !== 'promoted' ? enquiry.result : 'answered',
    referredTo: enquiry?.referredTo ?? '',
  });
  const draft = useDraft(`enquiry:${enquiry?.id ?? 'new'}`, form, { version: enquiry?.version });
  const finish = (message: string) => {
    void draft.discard();
    notifyDone(message);
    onClose();
  };
  const options = { form, fieldsUnder: 'enquiry' };
  const record = useCommand('mediation.recordEnquiry', {
    ...options,
    onDone: ({ number }) => finish(t('saved', { number })),
  });
  const correct = useCommand('mediation.correctEnquiry', {
    ...options,
    onDone: () => finish(t('corrected')),
  });
  const reveal = useCommand('mediation.revealEnquiry', {
    onDone: ({ personName, phone, address }) => {
      form.setValue('personName', personName);
      form.setValue('phone', phone);
      form.setValue('address', address);
    },
  });
  const [anonymous, result] = useWatch({ control: form.control, name: ['anonymous', 'result'] });
  const masked = enquiry !== undefined && `${enquiry.phone}${enquiry.address}`.includes('*');
  const canWrite = may('mediation.recordEnquiry');
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) =>
        void (enquiry
          ? correct.run({ id: enquiry.id, version: enquiry.version, enquiry: values })
          : record.run({ enquiry: values }))
      }
    >
      <Stack>
        {draft.notice}
        <RadioGroupField
          name="kind"
          label={t('kindLabel')}
          choices={enquiryKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <div className={classes.fields}>
          <DateField name="receivedOn" label={t('receivedOn')} emptyValue="" required />
          <SelectField
            name="disputeType"
            label={t('disputeType')}
            choices={disputeTypes}
            placeholder={t('noType')}
            clearable
            searchable
          />
          <AreaField name="areaId" label={t('area')} />
        </div>
        <CheckboxField name="anonymous" label={t('anonymous')} />
        {anonymous ? null : (
          <div className={classes.fields}>
            <TextField name="personName" label={t('person')} required />
            <TextField name="phone" label={t('phone')} />
            <TextField name="address" label={t('address')} />
          </div>
        )}
        {masked && !anonymous && may('mediation.revealEnquiry') ? (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              loading={reveal.pending}
              onClick={() => void reveal.run({ id: enquiry.id })}
            >
              {t('reveal')}
            </Button>
          </Group>
        ) : null}
        <TextArea name="question" label={t('question')} minRows={3} required />
        <TextArea name="answer" label={t('answer')} />
        <div className={classes.fields}>
          {enquiry?.result === 'promoted' ? null : (
            <SelectField
              name="result"
              label={t('resultLabel')}
              choices={openResults.map((value) => ({ value, label: t(`result.${value}`) }))}
            />
          )}
          {result === 'referred' ? <TextField name="referredTo" label={t('referredTo')} required /> : null}
          <DateField name="followUpOn" label={t('followUpOn')} />
        </div>
        {enquiry?.caseId ? (
          <Group>
            <Text>{`${t('result.promoted')}：${enquiry.caseNumber ?? ''} ${enquiry.caseTitle ?? ''}`}</Text>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => navigate({ page: 'case', params: { id: enquiry.caseId ?? '' } })}
            >
              {t('openCase')}
            </Button>
          </Group>
        ) : null}
        <Group justify="flex-end">
          {onPromote && enquiry?.caseId === null && may('mediation.promoteEnquiry') ? (
            <Button variant="light" onClick={onPromote} mr="auto">
              {t('promote')}
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          {canWrite ? (
            <Button type="submit" loading={record.pending || correct.pending}>
              {t('save')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </AppForm>
  );
}
