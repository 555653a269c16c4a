// RUN: %idiom %s
// Gives up a reference with the object's mutex held: the last one destroys the mutex and
// frees the object, any other releases the mutex.
// Seen in freebsd: sys/netgraph/ng_socket.c, ng_socket_free_priv() and
// ng_detach_common().
// Broken: of a socket without control the reference is kept, and the mutex, too.
#include "freebsd.h"

struct node;
struct ngsock {
  struct mtx mtx;
  int refs, ctl;
  struct node *node;
};
struct ngpcb {
  struct ngsock *sockdata;
  int users;
};
extern struct malloc_type *M_SOCK;
void remove_node(struct node *);

static void release_ref(struct ngsock *priv) {
  mtx_assert(&priv->mtx, MA_OWNED);
  if (--priv->refs == 0) {
    mtx_destroy(&priv->mtx);
    free(priv, M_SOCK);
    return;
  }
  if (priv->refs == 1 && priv->node != NULL) {
    struct node *node = priv->node;

    priv->node = NULL;
    mtx_unlock(&priv->mtx);
    remove_node(node);
  } else
    mtx_unlock(&priv->mtx);
}

void detach(struct ngpcb *pcb) {
  struct ngsock *priv = pcb->sockdata;

  if (priv != NULL) {
    mtx_lock(&priv->mtx);
#ifdef BROKEN
    if (priv->ctl == 0)
      return; /* expect: lock-leak */
#endif
    priv->ctl = 0;
    pcb->sockdata = NULL;
    release_ref(priv);
  }
  pcb->users = 0;
}
