/// Where the patch of 128 packed values stands among some bytes: the places of those values that need
/// more bits, a byte each, then the further bits of each.
struct PatchPlace: Sendable, BitwiseCopyable {
  var offset = 0
  var count = 0

  var byteCount: Int { 2 * count }
}
