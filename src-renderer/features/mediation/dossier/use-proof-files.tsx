import { useState, type ReactNode } from 'react';
import { FileInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { bytesText } from '../../../i18n/format.ts';
import { base64Of } from '../proceedings/read-dropped.ts';

/** Largest sum of files that travel with one command. */
const LIMIT_BYTES = 20 * 1024 * 1024;
const LIMIT_FILES = 5;

interface InlineFile {
  name: string;
  base64: string;
}

/**
 * The field for files that prove a record, and what was chosen in it. Files are no part of the draft of their form: they
 * are chosen again after an interruption.
 */
export function useProofFiles(): { files: InlineFile[]; field: ReactNode } {
  const { t } = useTranslation('dossier');
  const [chosen, setChosen] = useState<File[]>([]);
  const [files, setFiles] = useState<InlineFile[]>([]);
  const [error, setError] = useState<string>();
  const take = (list: File[]) => {
    const sum = list.reduce((total, file) => total + file.size, 0);
    const problem =
      list.length > LIMIT_FILES || sum > LIMIT_BYTES
        ? t('proof.tooMuch', { n: LIMIT_FILES, size: bytesText(LIMIT_BYTES) })
        : list.some((file) => file.size === 0)
          ? t('proof.empty')
          : undefined;
    setError(problem);
    setChosen(problem === undefined ? list : []);
    setFiles([]);
    if (problem !== undefined) return;
    Promise.all(list.map(async (file) => ({ name: file.name, base64: await base64Of(file) }))).then(
      setFiles,
      () => setError(t('proof.unreadable')),
    );
  };
  return {
    files,
    field: (
      <FileInput
        label={t('proof.field')}
        description={t('proof.hint')}
        placeholder={t('proof.none')}
        multiple
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        value={chosen}
        onChange={take}
        error={error}
      />
    ),
  };
}
