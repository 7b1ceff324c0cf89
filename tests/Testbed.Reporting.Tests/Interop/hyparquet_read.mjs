// Reads a Parquet file with hyparquet and prints what it holds as JSON: metadata, columns with their types, and rows from..to.
import { parquetMetadataAsync, parquetReadObjects, parquetSchema, asyncBufferFromFile } from 'hyparquet'

const [path, from, to] = process.argv.slice(2)
const file = await asyncBufferFromFile(path)
const metadata = await parquetMetadataAsync(file)
const rows = await parquetReadObjects({ file, rowStart: Number(from), rowEnd: Number(to) })
console.log(JSON.stringify({
  rows: Number(metadata.num_rows),
  groups: metadata.row_groups.map(g => Number(g.num_rows)),
  facts: Object.fromEntries(metadata.key_value_metadata.map(m => [m.key, m.value])),
  columns: parquetSchema(metadata).children.map(c => ({ name: c.element.name, type: c.element.type, repetition: c.element.repetition_type })),
  data: rows,
}, (_, value) => typeof value === 'bigint' ? Number(value) : value))
