static inline void unused(struct softc *sc) { lock(&sc->mtx); }
static inline void by_address(void) {}
static inline int second(struct softc *sc)
{
  /* Places in a header are its own. */
  lock(&sc->mtx);
  return 0;
}
static inline int first(struct softc *sc) { return second(sc); }
static inline void by_table(void) {}
