import { useState } from 'react';
import { Button, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconColumns3, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseColumn, CaseViewBody } from '../../../../src-main/contract/mediation/register.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { listColumns } from './case-columns.tsx';

/** Filters under names of one's own: choose one, keep the present one, remove one. */
export function ViewsMenu({ view, onChoose }: { view: CaseViewBody; onChoose(view: CaseViewBody): void }) {
  const { t } = useTranslation('register');
  const views = useRoute('mediation.listCaseViews', {});
  const [saving, setSaving] = useState(false);
  const remove = useCommand('mediation.deleteCaseView', { onDone: () => notifyDone(t('viewDeleted')) });
  const rows = views.data?.rows ?? [];
  return (
    <>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button variant="default" size="sm" leftSection={<IconBookmark size="1.1rem" aria-hidden />}>
            {t('views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {rows.length === 0 ? <Menu.Label>{t('viewNone')}</Menu.Label> : null}
          {rows.map((row) => (
            <Menu.Item key={row.id} onClick={() => onChoose(row.view)}>
              {row.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>{t('viewSave')}</Menu.Item>
          {rows.map((row) => (
            <Menu.Item
              key={`remove-${row.id}`}
              leftSection={<IconTrash size="1rem" aria-hidden />}
              onClick={() => void remove.run({ id: row.id })}
            >
              {t('viewDelete', { name: row.name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FormDialog opened={saving} title={t('viewSave')} onClose={() => setSaving(false)}>
        <SaveView view={view} rows={rows} onClose={() => setSaving(false)} />
      </FormDialog>
    </>
  );
}

interface SaveViewProps {
  view: CaseViewBody;
  rows: readonly { id: string; version: number; name: string }[];
  onClose(): void;
}

function SaveView({ view, rows, onClose }: SaveViewProps) {
  const { t } = useTranslation('register');
  const [name, setName] = useState('');
  const save = useCommand('mediation.saveCaseView', {
    onDone: () => {
      notifyDone(t('viewSaved'));
      onClose();
    },
  });
  const twin = rows.find((row) => row.name === name.trim());
  return (
    <form
      aria-label={t('viewSave')}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        void save.run({ name: name.trim(), view, ...(twin ? { id: twin.id, version: twin.version } : {}) });
      }}
    >
      <Stack>
        <TextInput
          label={t('viewName')}
          description={t('viewReplace')}
          value={name}
          maxLength={40}
          required
          data-autofocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Which columns the list shows; one at the least. */
export function ColumnsMenu({
  columns,
  onChange,
}: {
  columns: readonly CaseColumn[];
  onChange(columns: CaseColumn[]): void;
}) {
  const { t } = useTranslation('register');
  return (
    <Menu position="bottom-start" shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconColumns3 size="1.1rem" aria-hidden />}>
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {listColumns.map((column) => {
          const shown = columns.includes(column);
          return (
            <Menu.Item
              key={column}
              role="menuitemcheckbox"
              aria-checked={shown}
              disabled={shown && columns.length === 1}
              leftSection={
                <Text span w="1rem" aria-hidden>
                  {shown ? '✓' : ''}
                </Text>
              }
              onClick={() =>
                onChange(listColumns.filter((one) => (one === column ? !shown : columns.includes(one))))
              }
            >
              {t(`column.${column}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
