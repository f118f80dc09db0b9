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
    let loading = loading(&measures, &[entry("self", 3.0, 61.0), entry("self", 80.0, 55.0)]);
    assert_eq!((loading.decode_ms, loading.build_ms, loading.builds), (9.0, 5.0, 2));
    assert_eq!((loading.frame_ms, loading.picture_ms, loading.longest_task_ms), (1.5, 31.5, 61.0));
}
