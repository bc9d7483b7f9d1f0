import { Group, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CsvFormat } from '#shared/contract/import.contract.ts';

interface FileFormatProps {
  format: CsvFormat;
  /** The sheets of a workbook; none for text. */
  sheets: string[];
  onChange(patch: Partial<CsvFormat>): void;
}

const ENCODINGS: Record<CsvFormat['encoding'], string> = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16 LE)',
  'utf-16be': 'Unicode (UTF-16 BE)',
  'windows-1252': 'Western European (Windows-1252)',
};
const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file is written. Guessed; corrected when the columns below look wrong. */
export function FileFormat({ format, sheets, onChange }: FileFormatProps) {
  const { t } = useTranslation('imports');
  return (
    <Group gap="md" align="flex-end">
      {sheets.length > 0 ? (
        <Select
          label={t('format.sheet')}
          w={280}
          allowDeselect={false}
          value={format.sheet ?? sheets[0]}
          data={sheets}
          onChange={(sheet) => sheet && onChange({ sheet })}
        />
      ) : (
        <TextFormat format={format} onChange={onChange} />
      )}
      <Switch
        label={t('format.header')}
        mb={8}
        checked={format.header}
        onChange={(event) => onChange({ header: event.currentTarget.checked })}
      />
    </Group>
  );
}

/** Separator and encoding of a text file. */
function TextFormat({ format, onChange }: Omit<FileFormatProps, 'sheets'>) {
  const { t } = useTranslation('imports');
  return (
    <>
      <Select
        label={t('format.delimiter')}
        w={160}
        value={format.delimiter}
        data={CsvFormat.shape.delimiter.options.map((value) => ({
          value,
          label: t(`format.delimiters.${DELIMITERS[value]}`),
        }))}
        onChange={(delimiter) => delimiter && onChange({ delimiter: delimiter as CsvFormat['delimiter'] })}
      />
      <Select
        label={t('format.encoding')}
        w={270}
        value={format.encoding}
        data={CsvFormat.shape.encoding.options.map((value) => ({ value, label: ENCODINGS[value] }))}
        onChange={(encoding) => encoding && onChange({ encoding: encoding as CsvFormat['encoding'] })}
      />
    </>
  );
}
