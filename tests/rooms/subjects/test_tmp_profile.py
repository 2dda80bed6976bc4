import time, cProfile, pstats
import pytest
from mingjing.subjects.public import resolve
pytestmark = pytest.mark.django_db
def test_x(lake, system, now):
    resolve(actor=system, now=now)
    lake.version="3"
    c=time.process_time(); t=time.time()
    pr=cProfile.Profile(); pr.enable()
    resolve(actor=system, now=now)
    pr.disable()
    print("CPU",time.process_time()-c,time.time()-t)
    pstats.Stats(pr).sort_stats('cumtime').print_stats(45)
