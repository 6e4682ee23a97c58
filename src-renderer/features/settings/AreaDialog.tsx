import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import type { Area } from '../../../src-main/contract/platform.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { CheckboxField, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';

const { name, code, active } = routes['platform.saveArea'].input.shape;
const schema = z.object({ name, code, active });

/** Either an existing place, or a new one below a parent. */
export type AreaEdit =
  | { area: Area; parent?: undefined; level: Area['level'] }
  | { parent: Area; area?: undefined; level: Area['level'] };

export function AreaDialog({ edit, onClose }: { edit: AreaEdit | undefined; onClose(): void }) {
  const { t } = useTranslation('settings');
  const title = edit
    ? edit.area
      ? t('areas.editTitle')
      : t('areas.addTitle', { level: t(`areas.level.${edit.level}`) })
    : '';
  return (
    <FormDialog opened={edit !== undefined} onClose={onClose} title={title} size="md">
      {edit ? <AreaForm edit={edit} label={title} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function AreaForm({ edit, label, onClose }: { edit: AreaEdit; label: string; onClose(): void }) {
  const { t } = useTranslation('settings');
  const { area, parent, level } = edit;
  const form = useAppForm(schema, {
    name: area?.name ?? '',
    code: area?.code ?? '',
    active: area?.active ?? true,
  });
  const save = useCommand('platform.saveArea', {
    form,
    onDone: () => {
      notifyDone(t('areas.saved'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      submitOnEnter
      onSubmit={(values) =>
        void save.run({
          ...values,
          level,
          parentId: parent ? parent.id : area.parentId!,
          ...(area ? { id: area.id, version: area.version } : {}),
        })
      }
    >
      <Stack>
        {parent ? <Text c="dimmed">{`${t('areas.parent')}：${parent.name}`}</Text> : null}
        <TextField name="name" label={t('areas.name')} required autoFocus />
        <TextField name="code" label={t('areas.code')} />
        {area ? (
          <CheckboxField name="active" label={t('areas.active')} description={t('areas.activeHint')} />
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('areas.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
