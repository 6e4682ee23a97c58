import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { jointBody, jointKinds } from '../../../../src-main/contract/mediation/line-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../mediation.module.css';
import type { LineDialogProps } from './dialog-props.ts';
import { ListEditor } from './ListEditor.tsx';
import { RecordForm } from './RecordForm.tsx';

const jointForm = z.object({ bodies: z.array(jointBody).max(20) });

/** 联合调解: the body that leads and those that take part. */
export function JointDialog(props: LineDialogProps) {
  const { t } = useTranslation('lines');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('panel.edit.joint')} size="52rem">
      {props.opened ? <JointForm {...props} /> : null}
    </FormDialog>
  );
}

function JointForm({ view, lines, onClose }: LineDialogProps) {
  const { t } = useTranslation('lines');
  const version = lines.joint?.version;
  const form = useAppForm(jointForm, { bodies: lines.joint?.bodies ?? [] });
  const draft = useDraft(`joint:${view.id}`, form, { version });
  const save = useCommand('mediation.saveJoint', {
    form,
    onDone: () => {
      void draft.discard();
      notifyDone(t('panel.saved'));
      onClose();
    },
  });
  return (
    <RecordForm
      form={form}
      label={t('panel.edit.joint')}
      notice={draft.notice}
      pending={save.pending}
      onClose={onClose}
      onSubmit={({ bodies }) =>
        void save.run({ caseId: view.id, ...(version === undefined ? {} : { version }), bodies })
      }
    >
      <ListEditor
        name="bodies"
        title={t('joint.title')}
        add={t('joint.add')}
        nth={(n) => t('joint.body', { n })}
        empty={() => ({
          id: crypto.randomUUID(),
          name: '',
          kind: 'other',
          lead: false,
          representative: '',
          phone: '',
          opinion: '',
          signedOn: null,
        })}
        first="name"
        most={20}
      >
        {(path) => (
          <div className={classes.fields}>
            <TextField name={`${path}.name`} label={t('joint.name')} required />
            <SelectField
              name={`${path}.kind`}
              label={t('joint.kind')}
              choices={jointKinds.map((value) => ({ value, label: t(`jointKind.${value}`) }))}
            />
            <TextField name={`${path}.representative`} label={t('joint.representative')} />
            <TextField name={`${path}.phone`} label={t('joint.phone')} inputMode="tel" />
            <DateField name={`${path}.signedOn`} label={t('joint.signedOn')} />
            <CheckboxField name={`${path}.lead`} label={t('joint.lead')} />
            <div className={classes.spanAll}>
              <TextArea name={`${path}.opinion`} label={t('joint.opinion')} minRows={1} />
            </div>
          </div>
        )}
      </ListEditor>
    </RecordForm>
  );
}
