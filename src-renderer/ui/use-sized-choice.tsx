import { type ComboboxItem, Group, Text } from '@mantine/core';
import { useFormat } from './use-format.tsx';

interface Sized {
  id: string;
  name: string;
}

/** Things to choose from by name, for a Select or MultiSelect; how many are in each stands beside it, where that is known. */
export function useSizedChoice<Thing extends Sized>(things: Thing[], sizeOf: (thing: Thing) => number | null) {
  const format = useFormat();
  const sizes = new Map(things.map((thing) => [thing.id, sizeOf(thing)]));
  return {
    data: things.map(({ id, name }) => ({ value: id, label: name })),
    renderOption({ option }: { option: ComboboxItem }) {
      const size = sizes.get(option.value) ?? null;
      return (
        <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
          <Text span truncate>
            {option.label}
          </Text>
          {size !== null && (
            <Text span size="sm" c="dimmed" className="numbers">
              {format.number(size)}
            </Text>
          )}
        </Group>
      );
    },
  };
}
