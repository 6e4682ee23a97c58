import { Button, type ButtonProps } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ComponentPropsWithoutRef } from 'react';

/** Begins something new: a page's main action, or with `variant="default" size="xs"` one more line of a section. */
export function AddButton(props: ButtonProps & ComponentPropsWithoutRef<'button'>) {
  return <Button leftSection={<IconPlus size="1.125rem" aria-hidden />} {...props} />;
}
