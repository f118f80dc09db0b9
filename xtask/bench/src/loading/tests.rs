use super::*;

fn entry(name: &str, start_time: f64, duration: f64) -> Entry {
    Entry { name: name.to_owned(), start_time, duration }
}

#[test]
fn the_picture_is_the_first_frame_after_the_last_build() {
    let measures = [
        entry("shiftline:decode", 10.0, 4.0),
        entry("shiftline:build", 14.0, 2.0),
        entry("shiftline:frame", 17.0, 1.0),
        entry("shiftline:decode", 20.0, 5.0),
        entry("shiftline:build", 25.0, 3.0),
        entry("shiftline:frame", 30.0, 1.5),
        entry("shiftline:frame", 50.0, 9.0),
    ];
    let loading = loading(&measures, &[entry("self", 3.0, 61.0), entry("self", 80.0, 55.0)], 0.0);
    assert_eq!((loading.decode_ms, loading.build_ms, loading.builds), (9.0, 5.0, 2));
    assert_eq!((loading.frame_ms, loading.picture_ms, loading.longest_task_ms), (1.5, 31.5, 61.0));
    assert_eq!((loading.long_tasks, loading.blocking_ms), (2, 16.0));
}

#[test]
fn what_was_before_a_load_is_not_of_it() {
    let measures = [
        entry("shiftline:build", 2.0, 9.0),
        entry("shiftline:frame", 12.0, 3.0),
        entry("shiftline:build", 40.0, 2.0),
        entry("shiftline:frame", 43.0, 1.0),
    ];
    let loading = loading(&measures, &[entry("self", 3.0, 61.0), entry("self", 41.0, 52.0)], 30.0);
    assert_eq!((loading.build_ms, loading.picture_ms), (2.0, 14.0));
    assert_eq!((loading.long_tasks, loading.longest_task_ms), (1, 52.0));
}
