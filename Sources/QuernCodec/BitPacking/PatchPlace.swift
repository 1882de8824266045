/// Where what is left of 128 packed values stands among some bytes: their patch or unary part, without the
/// byte that says how large it is.
struct PatchPlace: Sendable, BitwiseCopyable {
  var offset = 0

  /// How many values are patched, or the bytes of the unary part.
  var count = 0
}
