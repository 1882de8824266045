/// The number of words, and a sum that tells them apart from other words.
struct Words: Equatable {
  var count = 0
  var sum = 0
}
