//! Time and memory of reading hostile pages, at sizes that double: `cargo bench --bench
//! shapes`, or `… -- table` for the shapes with that in their name.
//!
//! Each shape and size is read in a process of its own, so that what one leaves behind
//! is not counted for another. Times are those of the processor, the best of
//! three where that does not last.

#![expect(clippy::print_stdout, reason = "a table is what this is for")]

#[path = "../pages/clock.rs"]
mod clock;
#[path = "../../tests/it/hostile/shape.rs"]
mod shape;

use std::process::Command;
use std::time::Duration;

use veracite::page;

use self::clock::Clock;
use self::shape::{SHAPES, Shape};

/// Sizes of pages, in MB.
const SIZES: [usize; 5] = [1, 2, 4, 8, 16];
/// The argument that makes a process read one page: its shape and size follow.
const ONE: &str = "--one";
/// Time that a page is read for again and again: the system counts in steps of 4 ms.
const SHORT: Duration = Duration::from_millis(60);
/// Time after which a page is not read a third time.
const LONG: Duration = Duration::from_secs(1);
/// Most that time may grow by where size doubles.
const GROWTH: f64 = 2.3;
/// Most memory, in times of the page.
const MEMORY: f64 = 12.0;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == ONE) {
        let number = |at: usize| arguments.get(at).and_then(|number| number.parse().ok());
        let shape = number(at + 1).and_then(|index: usize| SHAPES.get(index));
        let (Some(shape), Some(megabytes)) = (shape, number(at + 2)) else { return };
        let (time, memory) = measure(shape, megabytes);
        println!("{} {memory}", time.as_micros());
        return;
    }
    let wanted = arguments.iter().find(|argument| !argument.starts_with("--"));
    println!("{:<32}{}   growth  memory", "milliseconds at MB", columns(&SIZES));
    let mut worst = (0.0_f64, 0.0_f64);
    for (index, shape) in SHAPES.iter().enumerate() {
        if wanted.is_none_or(|wanted| shape.name.contains(wanted.as_str())) {
            let (growth, memory) = line(index, shape);
            worst = (worst.0.max(growth), worst.1.max(memory));
        }
    }
    println!(
        "worst: time grows {:.2} times where size doubles (at most {GROWTH}), memory is \
         {:.1} times the page (at most {MEMORY})",
        worst.0, worst.1
    );
}

/// Measures a shape at all sizes; gives its worst growth and share of memory.
fn line(index: usize, shape: &Shape) -> (f64, f64) {
    let measured = SIZES.map(|size| in_child(index, size));
    let times = measured.map(|(time, _)| time);
    let growth = times.windows(2).map(|pair| pair[1] / pair[0]).fold(0.0, f64::max);
    let memory = measured.map(|(_, memory)| memory).into_iter().fold(0.0, f64::max);
    let shown = times.map(|time| format!("{:.1}", time / 1000.0));
    println!("{:<32}{}   {growth:>6.2}  {memory:>6.1}", shape.name, columns(&shown));
    (growth, memory)
}

fn columns<T: std::fmt::Display>(cells: &[T]) -> String {
    cells.iter().fold(String::new(), |line, cell| format!("{line}{cell:>9}"))
}

/// Microseconds, and times of the page in memory.
fn in_child(index: usize, size: usize) -> (f64, f64) {
    let child = std::env::current_exe().and_then(|program| {
        Command::new(program).args([ONE, &index.to_string(), &size.to_string()]).output()
    });
    let output = child.expect("this program can be run again").stdout;
    let output = String::from_utf8_lossy(&output);
    let mut numbers = output.split_whitespace().filter_map(|number| number.parse().ok());
    let mut next = || numbers.next().unwrap_or(f64::INFINITY);
    (next(), next())
}

/// The time to read a page, and the memory it took at its peak, in times of the page,
/// itself included.
fn measure(shape: &Shape, megabytes: usize) -> (Duration, f64) {
    let html = shape.page(megabytes << 20);
    let before = resident("VmRSS:");
    let mut best = Duration::MAX;
    let mut memory = f64::NAN;
    let whole = Clock::start();
    for round in 0..3 {
        let start = Clock::start();
        let mut count = 0;
        while count == 0 || start.elapsed() < SHORT {
            std::hint::black_box(page::read(None, html.as_bytes(), None));
            count += 1;
        }
        best = best.min(start.elapsed() / count);
        if round == 0 {
            // The first is the one that finds no memory left by others.
            memory = (resident("VmHWM:") - before) / kibibytes(html.len()) + 1.0;
        } else if whole.elapsed() > LONG {
            break;
        }
    }
    (best, memory)
}

#[expect(clippy::cast_precision_loss, reason = "sizes of pages are small")]
fn kibibytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

/// A figure of this process, in KiB; not a number where the system tells none.
fn resident(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let figure = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    figure.unwrap_or(f64::NAN)
}
