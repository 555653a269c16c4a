// RUN: %idiom %s
// A wait for the device releases the serializer that it is given.
// Seen in dragonfly: sys/dev/virtual/virtio/balloon/virtio_balloon.c,
// vtballoon_send_page_frames().
// Broken: the answer that is wrong leaves with the serializer.
#include "dragonfly.h"

struct vtballoon_softc {
  struct lwkt_serialize slz;
  int answer;
};

int send_page_frames(struct vtballoon_softc *sc) {
  lwkt_serialize_enter(&sc->slz);
  while (sc->answer == 0)
    zsleep(sc, &sc->slz, 0, "vtbspf", 0);
#ifdef BROKEN
  if (sc->answer < 0)
    return (5); /* expect: lock-leak */
#endif
  sc->answer = 0;
  lwkt_serialize_exit(&sc->slz);
  return (0);
}
