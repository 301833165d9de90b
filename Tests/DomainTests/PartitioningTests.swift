import Domain
import Testing

@Suite("The first of those that come last in a sorted collection")
struct PartitioningTests {
  @Test("is where a walk from the start finds it, in arrays of every length with values that repeat")
  func asByWalking() {
    for count in 0...17 {
      let sorted = (0..<count).map { $0 / 3 }
      for bound in -1...7 {
        let walked = sorted.firstIndex { $0 >= bound } ?? sorted.endIndex
        #expect(sorted.partitioningIndex { $0 >= bound } == walked, "\(count) \(bound)")
        // A slice answers with its own indices.
        let slice = sorted.dropFirst(2)
        #expect(slice.partitioningIndex { $0 >= bound } == slice.firstIndex { $0 >= bound } ?? slice.endIndex)
      }
    }
  }

  @Test("asks about as many elements as the logarithm of their count")
  func questions() {
    var asked = 0
    let found = (0..<1_000_000).partitioningIndex {
      asked += 1
      return $0 >= 777_777
    }
    #expect(found == 777_777 && asked <= 20)
  }
}
