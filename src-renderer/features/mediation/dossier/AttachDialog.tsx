import { useState } from 'react';
import { Button, Group, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface AttachDialogProps {
  caseId: string;
  /** A row of the catalogue, or the issued paper whose signed original it is. */
  target: { name: string } & ({ row: string } | { documentId: string });
  onClose(): void;
}

/** Adds a scan through the system’s own dialog, or notes a paper that is kept without one. */
export function AttachDialog({ caseId, target, onClose }: AttachDialogProps) {
  const { t } = useTranslation('dossier');
  const isSigned = 'documentId' in target;
  const [how, setHow] = useState<'file' | 'paper'>('file');
  const [title, setTitle] = useState('');
  const [pages, setPages] = useState<number | string>(1);
  const attach = useCommand('mediation.attachToDossier', {
    onDone: ({ id }) => {
      if (id === null) return;
      notifyDone(t('attach.done'));
      onClose();
    },
  });
  const label = isSigned
    ? t('attach.signedTitle', { name: target.name })
    : t('attach.title', { name: target.name });
  const run = () =>
    void attach.run({
      caseId,
      ...('documentId' in target ? { documentId: target.documentId } : { row: target.row }),
      title: title.trim(),
      ...(how === 'file' ? { choose: true } : { pages: Number(pages) || null }),
    });
  return (
    <FormDialog opened onClose={onClose} title={label} size="36rem">
      <form
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Stack>
          {isSigned ? (
            <Text>{t('attach.signedHint')}</Text>
          ) : (
            <>
              <Radio.Group
                label={t('attach.how')}
                value={how}
                onChange={(value) => setHow(value === 'paper' ? 'paper' : 'file')}
              >
                <Stack gap="xs" mt={4}>
                  <Radio value="file" label={t('attach.file')} />
                  <Radio value="paper" label={t('attach.paper')} />
                </Stack>
              </Radio.Group>
              <TextInput
                label={t('attach.name')}
                description={how === 'file' ? t('attach.nameHint') : undefined}
                required={how === 'paper'}
                maxLength={100}
                value={title}
                onChange={({ currentTarget }) => setTitle(currentTarget.value)}
              />
              {how === 'paper' ? (
                <NumberInput
                  label={t('attach.pages')}
                  min={1}
                  max={9_999}
                  allowDecimal={false}
                  required
                  value={pages}
                  onChange={setPages}
                />
              ) : null}
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={attach.pending}>
              {how === 'file' ? t('attach.choose') : t('attach.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  );
}
