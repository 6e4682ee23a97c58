import { useEffect } from 'react';
import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What every page understands; keys of single lists stand at those lists. */
const shortcuts = [
  ['Ctrl+K', 'palette'],
  ['Ctrl+J', 'jump'],
  ['F6 / Shift+F6', 'section'],
  ['Ctrl+S', 'save'],
  ['↑↓←→ Home End', 'grid'],
  ['Enter', 'open'],
  ['Esc', 'close'],
  ['Ctrl+L', 'lock'],
  ['F1', 'help'],
] as const;

interface Props {
  opened: boolean;
  onOpen(): void;
  onClose(): void;
}

/** F1: the keys that work everywhere. */
export function ShortcutsDialog({ opened, onOpen, onClose }: Props) {
  const { t } = useTranslation('frame');
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      onOpen();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onOpen]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Table aria-label={t('shortcuts.title')}>
        <Table.Tbody>
          {shortcuts.map(([keys, name]) => (
            <Table.Tr key={name}>
              <Table.Td w="12rem">
                <Kbd>{keys}</Kbd>
              </Table.Td>
              <Table.Td>{t(`shortcuts.${name}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
