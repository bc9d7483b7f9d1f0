import { Group, NumberInput, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';

interface HostFieldsProps {
  labels: { host: string; port: string };
  placeholder: string;
  host: GetInputPropsReturnType;
  port: GetInputPropsReturnType;
}

/** Name and port of a server in one line. */
export function HostFields({ labels, placeholder, host, port }: HostFieldsProps) {
  return (
    <Group grow preventGrowOverflow={false} align="flex-start">
      <TextInput label={labels.host} placeholder={placeholder} required style={{ flexGrow: 3 }} {...host} />
      <NumberInput
        label={labels.port}
        required
        min={1}
        max={65_535}
        hideControls
        w={96}
        style={{ flexGrow: 0 }}
        {...port}
      />
    </Group>
  );
}
