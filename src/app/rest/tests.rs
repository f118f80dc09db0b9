use proptest::prelude::*;

use super::Moving;

proptest! {
    #[test]
    fn it_rests_where_nothing_moved_between_two_looks(
        looks in prop::collection::vec(prop::collection::vec(0_u8..3, 0..5), 1..10),
    ) {
        let (mut moving, mut at) = (Moving::from(0), 0);
        for places in looks {
            let rests = places.iter().all(|place| *place == at);
            for place in places {
                moving.to(place);
                at = place;
            }
            prop_assert_eq!(moving.look(), rests.then_some(at));
        }
    }
}
