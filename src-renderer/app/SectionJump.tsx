import { useEffect, useState } from 'react';
import { Kbd, Modal, NavLink, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Keys of the sections of a page, in their order: enough for the longest case file. */
const KEYS = '123456789abcdefghijklmnopqrstuvwxyz';

interface PageSection {
  key: string;
  title: string;
  element: HTMLElement;
}

/**
 * Ctrl+J on any page: its sections, each with a key of one letter that goes there; F6 and Shift+F6 go to the next and the
 * one before. A case file has more than a hundred tab stops; no section of it is further than three keys.
 */
export function SectionJump() {
  const { t } = useTranslation('frame');
  const [sections, setSections] = useState<PageSection[]>();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'j') {
        event.preventDefault();
        const found = sectionsOfPage();
        if (found.length > 0) setSections(found);
      } else if (key === 'F6' && !ctrlKey && !metaKey && !altKey) {
        event.preventDefault();
        step(shiftKey ? -1 : 1);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  useEffect(() => {
    if (!sections) return;
    // Heard before the dialog has the cursor, so that a letter typed at once is not lost.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const chosen = sections.find((one) => one.key === event.key.toLowerCase());
      if (!chosen) return;
      event.preventDefault();
      event.stopPropagation();
      setSections(undefined);
      goTo(chosen.element);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [sections]);
  const close = () => setSections(undefined);
  return (
    <Modal
      opened={sections !== undefined}
      onClose={close}
      title={t('jump.title')}
      size="44rem"
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Text size="sm" mb="xs">
        {t('jump.hint')}
      </Text>
      <nav aria-label={t('jump.title')} style={{ columns: '17rem 2' }}>
        {(sections ?? []).map((one, index) => (
          <NavLink
            key={one.key}
            component="button"
            type="button"
            label={one.title}
            rightSection={<Kbd>{one.key.toUpperCase()}</Kbd>}
            aria-keyshortcuts={one.key}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onClick={() => {
              close();
              goTo(one.element);
            }}
          />
        ))}
      </nav>
    </Modal>
  );
}

function sectionsOfPage(): PageSection[] {
  return outerSections().flatMap((element, index): PageSection[] => {
    const key = KEYS[index];
    return key === undefined ? [] : [{ key, title: element.getAttribute('aria-label') ?? '', element }];
  });
}

/** The titled sections of the page, not those inside another one. */
const outerSections = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('#content section[aria-label]')].filter(
    (element) => !element.parentElement?.closest('section[aria-label]'),
  );

/** The dialog gives the cursor back when it is gone: the section takes it after that. */
function goTo(section: HTMLElement): void {
  requestAnimationFrame(() => {
    section.scrollIntoView({ block: 'start' });
    section.focus({ preventScroll: true });
  });
}

function step(by: 1 | -1): void {
  const sections = outerSections();
  if (sections.length === 0) return;
  const at = document.activeElement;
  const here = sections.findIndex((section) => section.contains(at));
  const next = here >= 0 ? (here + by + sections.length) % sections.length : by > 0 ? 0 : sections.length - 1;
  const section = sections[next];
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}
