import { pinnedPath, type Manifest, type PublishedFile } from '../contract/manifest.ts';

/** Programs that the page of lines to copy speaks to, in its order. */
export const tools = ['duckdb', 'pandas', 'polars', 'r', 'observable', 'powerquery', 'curl'] as const;
export type Tool = (typeof tools)[number];

/** `latest` asks the manifest which files stand now; `pinned` names one file, which never changes. */
export interface Snippet {
  tool: Tool;
  latest: string;
  pinned: string;
}

/** Months that the lines of `latest` read. */
export const monthsRead = 12;

/** Addresses that the lines are filled with. */
export interface SnippetAddresses {
  /** The published folder, absolute, with a slash at its end. */
  data: string;
  /** The manifest of this snapshot, which stays what it is. */
  pinnedManifest: string;
  /** The newest month of `detail`. */
  file: PublishedFile;
}

/**
 * The addresses of a record's lines.
 * @throws Error when the record has no month of `detail`.
 */
export function snippetAddresses(manifest: Manifest, data: string): SnippetAddresses {
  const file = manifest.tables['detail']?.files.at(-1);
  if (file === undefined) throw new Error('The manifest names no file of detail, expected one a month.');
  return { data, file, pinnedManifest: `${data}${pinnedPath(manifest.snapshot.id)}` };
}

/** Lines to copy, complete and without comments, one pair for each tool. */
export function snippetsOf(addresses: SnippetAddresses): Snippet[] {
  return tools.map((tool) => ({ tool, ...makers[tool](addresses) }));
}

const mostAsked = 'GROUP BY request_type ORDER BY requests DESC LIMIT 10;';

const makers: Readonly<Record<Tool, (addresses: SnippetAddresses) => Omit<Snippet, 'tool'>>> = {
  duckdb: ({ data, file }) => ({
    latest: `SET VARIABLE months = (
  SELECT list('${data}' || path ORDER BY path)
  FROM (
    SELECT unnest(tables->>'$.detail.files[*].path') AS path
    FROM read_json('${data}manifest.json', columns = {tables: 'JSON'})
  )
);
SELECT request_type, count(*) AS requests
FROM read_parquet(getvariable('months')[-${monthsRead}:])
${mostAsked}`,
    pinned: `SELECT request_type, count(*) AS requests
FROM read_parquet('${data}${file.path}')
${mostAsked}`,
  }),
  pandas: ({ data, file }) => ({
    latest: `import json
from urllib.request import urlopen
import pandas as pd

base = "${data}"
manifest = json.load(urlopen(base + "manifest.json"))
months = manifest["tables"]["detail"]["files"][-${monthsRead}:]
requests = pd.concat([pd.read_parquet(base + month["path"]) for month in months])
print(requests["request_type"].value_counts().head(10))`,
    pinned: `import pandas as pd

requests = pd.read_parquet("${data}${file.path}")
print(requests["request_type"].value_counts().head(10))`,
  }),
  polars: ({ data, file }) => ({
    latest: `import json
from urllib.request import urlopen
import polars as pl

base = "${data}"
manifest = json.load(urlopen(base + "manifest.json"))
months = manifest["tables"]["detail"]["files"][-${monthsRead}:]
requests = pl.concat([pl.read_parquet(urlopen(base + month["path"]).read()) for month in months])
print(requests["request_type"].value_counts(sort=True).head(10))`,
    pinned: `from urllib.request import urlopen
import polars as pl

requests = pl.read_parquet(urlopen("${data}${file.path}").read())
print(requests["request_type"].value_counts(sort=True).head(10))`,
  }),
  r: ({ data, file }) => ({
    latest: `base <- "${data}"
manifest <- jsonlite::fromJSON(paste0(base, "manifest.json"))
months <- tail(manifest$tables$detail$files$path, ${monthsRead})
for (name in months) download.file(paste0(base, name), name, mode = "wb")
requests <- arrow::open_dataset(months)
requests |> dplyr::count(request_type, sort = TRUE) |> head(10) |> dplyr::collect()`,
    pinned: `name <- "${file.path}"
download.file(paste0("${data}", name), name, mode = "wb")
requests <- arrow::read_parquet(name)
requests |> dplyr::count(request_type, sort = TRUE) |> head(10)`,
  }),
  observable: ({ data, file }) => ({
    latest: `const base = "${data}";
const manifest = await fetch(base + "manifest.json").then((response) => response.json());
const months = manifest.tables.detail.files.slice(-${monthsRead}).map(({path}) => base + path);
const db = await DuckDBClient.of();
const requests = await db.query(\`
  SELECT request_type, count(*)::INTEGER AS requests
  FROM read_parquet([\${months.map((month) => \`'\${month}'\`)}])
  GROUP BY request_type ORDER BY requests DESC LIMIT 10\`);
display(Inputs.table(requests));`,
    pinned: `const db = await DuckDBClient.of();
const requests = await db.query(\`
  SELECT request_type, count(*)::INTEGER AS requests
  FROM read_parquet('${data}${file.path}')
  GROUP BY request_type ORDER BY requests DESC LIMIT 10\`);
display(Inputs.table(requests));`,
  }),
  powerquery: ({ data, file }) => ({
    latest: `let
  Base = "${data}",
  Manifest = Json.Document(Web.Contents(Base & "manifest.json")),
  Months = List.LastN(Manifest[tables][detail][files], ${monthsRead}),
  Requests = Table.Combine(List.Transform(Months, each Parquet.Document(Web.Contents(Base & [path]))))
in
  Requests`,
    pinned: `let
  Requests = Parquet.Document(Web.Contents("${data}${file.path}"))
in
  Requests`,
  }),
  curl: ({ data, file }) => ({
    latest: `curl -sS ${data}manifest.json |
  jq -r '.tables.detail.files[-${monthsRead}:][] | "\\(.sha256)  \\(.path)"' > SHA256SUMS
cut -c 67- SHA256SUMS | sed 's|^|${data}|' | xargs -n 1 curl -sSO
sha256sum --check SHA256SUMS`,
    pinned: `curl -sSO ${data}${file.path}
echo '${file.sha256}  ${file.path}' | sha256sum --check`,
  }),
};
