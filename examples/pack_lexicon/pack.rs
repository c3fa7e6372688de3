//! Writes the file of words.

use crate::edge::Edges;
use crate::form::{Form, Forms};
use crate::lexicon::{rarity, table};
use crate::reduce::Rows;

/// Words to a bucket.
const BUCKET: usize = 2;

/// The file of words.
pub(crate) fn write(
    forms: &Forms,
    edges: &Edges,
    rows: &Rows,
) -> anyhow::Result<Vec<u8>> {
    let count = forms.listed.len() / BUCKET;
    let mut buckets: Vec<Vec<&Form>> = vec![Vec::new(); count];
    // Frequent words come first in their bucket.
    for form in &forms.listed {
        buckets[table::bucket(form.word.as_bytes(), count)].push(form);
    }
    let (mut starts, mut records) = (Vec::new(), Vec::new());
    for bucket in buckets {
        starts.extend(u24(records.len())?);
        for form in bucket {
            record(&mut records, form, rows)?;
        }
    }
    starts.extend(u24(records.len())?);

    let (mut lists, mut list) = (Vec::new(), Vec::new());
    let mut rest = edges.iter().peekable();
    for lemma in 0..u16::try_from(forms.lemmas.len())? {
        lists.extend(u24(list.len())?);
        while let Some(((_, low), relation)) =
            rest.next_if(|((high, _), _)| *high == lemma)
        {
            list.extend(low.to_le_bytes());
            list.push(relation.code());
        }
    }
    lists.extend(u24(list.len())?);

    let mut file = table::MAGIC.to_vec();
    for section in [&starts, &records, &lists, &list] {
        file.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    println!(
        "buckets {}, records {}, lists {}, relations {} bytes",
        starts.len(),
        records.len(),
        lists.len(),
        list.len()
    );
    Ok([file, starts, records, lists, list].concat())
}

fn record(records: &mut Vec<u8>, form: &Form, rows: &Rows) -> anyhow::Result<()> {
    let head = form.lemmas.len() << 5 | form.word.len();
    let vector = form.vector.filter(|&row| usize::from(row) < rows.count);
    records.extend([u8::try_from(head)?, rarity::pack(form.rank)]);
    records.extend(vector.unwrap_or(table::NONE).to_le_bytes());
    records.extend(form.lemmas.iter().flat_map(|lemma| lemma.to_le_bytes()));
    records.extend(form.word.bytes());
    Ok(())
}

fn u24(number: usize) -> anyhow::Result<[u8; 3]> {
    let [a, b, c, high] = u32::try_from(number)?.to_le_bytes();
    anyhow::ensure!(high == 0, "a section over 16 MiB");
    Ok([a, b, c])
}
